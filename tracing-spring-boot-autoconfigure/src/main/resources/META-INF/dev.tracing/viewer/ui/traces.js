/** The traces that the page knows: those that are shown, and those that came since and wait to be shown. */
import { plain } from './dom.js';

export class KnownTraces {

  constructor() {
    /** @type {Map<string, any>} */
    this.all = new Map();
    /** @type {Set<string>} ids that wait, so that nothing moves under a pointer */
    this.waiting = new Set();
    this.cleared = 0;
    this.stats = { dropped: {}, limits: {} };
  }

  /** Takes all there are. */
  replace(list) {
    const known = this.all;
    this.all = new Map();
    list.traces.forEach((trace) => this.put(trace));
    this.waiting = new Set([...this.waiting].filter((id) => this.all.has(id)));
    return known;
  }

  /**
   * Takes what has changed.
   * @param {any[]} traces
   * @param {boolean} wait whether those that are new wait
   */
  update(traces, wait) {
    for (const trace of traces) {
      if (wait && !this.all.has(trace.id)) {
        this.waiting.add(trace.id);
      }
      this.put(trace);
    }
  }

  put(trace) {
    trace.label = plain(trace.name);
    trace.text = `${trace.label} ${trace.id} ${trace.thread ?? ''} ${trace.kind} ${(trace.warnings ?? []).map(([rule]) => rule).join(' ')}`.toLowerCase();
    this.all.set(trace.id, trace);
  }

  remove(ids) {
    ids.forEach((id) => {
      this.all.delete(id);
      this.waiting.delete(id);
    });
  }

  /** Forgets what there is; the application keeps it. */
  clear() {
    this.cleared = Math.max(this.cleared, ...[...this.all.values()].map((trace) => trace.startUs));
    this.waiting.clear();
  }

  /**
   * What is shown, in its order.
   * @param {{q: string, err: boolean, warn: boolean, run: boolean, minNs: number, kind: string}} filter
   * @param {string} sort
   */
  shown(filter, sort) {
    const words = filter.q.toLowerCase().split(/\s+/).filter(Boolean);
    const shown = [...this.all.values()].filter((trace) => trace.startUs > this.cleared && !this.waiting.has(trace.id)
      && words.every((word) => trace.text.includes(word)) && (!filter.err || trace.errors > 0)
      && (!filter.warn || trace.warnings?.length > 0) && (!filter.run || trace.state === 'open')
      && trace.durNs >= filter.minNs && (!filter.kind || trace.kind === filter.kind));
    const by = { time: (trace) => trace.startUs, duration: (trace) => trace.durNs, spans: (trace) => trace.spans,
      parallel: (trace) => trace.maxPar }[sort] ?? ((trace) => trace.startUs);
    return shown.sort((a, b) => by(b) - by(a) || b.startUs - a.startUs);
  }

}
