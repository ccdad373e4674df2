/** Which of a trace's rows are shown, in which order: what is open, what is filtered, what is found. */
import { KINDS } from './model.js';

/**
 * @typedef {{q: string, only: boolean, critical: boolean, errors: boolean, minNs: number, kind: string}} Filter
 */

export const NO_FILTER = { q: '', only: false, critical: false, errors: false, minNs: 0, kind: '' };

export class ShownRows {

  /** @param {import('./model.js').TraceModel} model */
  constructor(model) {
    this.model = model;
    this.filter = { ...NO_FILTER };
    this.sort = null;
    this.hits = new Uint8Array(model.total);
    this.hitCount = 0;
    this.rowOf = new Int32Array(model.total);
    this.update();
  }

  get length() {
    return this.rows.length;
  }

  /** Works out the rows after something was opened, filtered or sorted. */
  update() {
    const { model } = this;
    const wanted = this.wanted();
    this.filtering = Boolean(wanted);
    this.version = (this.version ?? 0) + 1;
    this.reaches = new Map();
    const rows = new Int32Array(model.total);
    let length = 0;
    this.rowOf.fill(-1);
    for (let at = 0; at < model.total;) {
      const i = model.order[at];
      if (wanted && !wanted[i]) {
        this.rowOf[i] = this.sort || model.parent[i] < 0 ? -1 : this.rowOf[model.parent[i]];
        at++;
        continue;
      }
      this.rowOf[i] = length;
      rows[length++] = i;
      const hidden = !model.open[i] && !this.sort ? model.size[i] : 1;
      for (let below = 1; below < hidden; below++) {
        this.rowOf[model.order[at + below]] = length - 1;
      }
      at += hidden;
    }
    this.rows = rows.subarray(0, length);
    if (this.sort) {
      this.arrange();
    }
  }

  /** The first and the last row of a group of parallel spans. */
  reach(group) {
    let known = this.reaches.get(group);
    if (!known) {
      known = [Infinity, -1];
      for (const member of group.members) {
        const row = this.rowOf[member];
        if (row >= 0) {
          known[0] = Math.min(known[0], row);
          known[1] = Math.max(known[1], row);
        }
      }
      this.reaches.set(group, known);
    }
    return known;
  }

  arrange() {
    const { model } = this;
    const { column, up } = this.sort;
    const value = { name: (i) => model.nameOf(i), total: (i) => model.durationOf(i), self: (i) => model.self[i],
      critical: (i) => model.criticalNs[i], start: (i) => model.start[i] }[column];
    const spans = Array.from(this.rows).filter((i) => model.isSpan(i));
    const keys = new Map(spans.map((i) => [i, value(i)]));
    const compared = (a, b) => (keys.get(a) < keys.get(b) ? -1 : keys.get(a) > keys.get(b) ? 1 : 0);
    spans.sort((a, b) => (up ? compared(a, b) : compared(b, a)) || a - b);
    this.rows = Int32Array.from(spans);
    this.rowOf.fill(-1);
    this.rows.forEach((i, row) => (this.rowOf[i] = row));
  }

  /** Which rows match, with what they are below; null if all do. */
  wanted() {
    const { model, filter } = this;
    if (!filter.critical && !filter.errors && !filter.minNs && !filter.kind && !(filter.only && filter.q)) {
      return null;
    }
    const kind = KINDS.indexOf(filter.kind);
    const wanted = new Uint8Array(model.total);
    for (let at = model.total - 1; at >= 0; at--) {
      const i = model.order[at];
      const matches = (!filter.critical || model.criticalNs[i] > 0) && (!filter.errors || model.failed[i])
        && (model.durationOf(i) >= filter.minNs || model.failed[i]) && (kind < 0 || model.kind[i] === kind)
        && (!(filter.only && filter.q) || this.hits[i]) && model.isSpan(i);
      wanted[i] |= matches ? 1 : 0;
      if (wanted[i] && model.parent[i] >= 0 && !this.sort) {
        wanted[model.parent[i]] = 1;
      }
    }
    return wanted;
  }

  /** Marks what contains a text: in the name, the thread, the kind or the id. */
  search(q) {
    const { model } = this;
    const text = q.trim().toLowerCase();
    this.filter.q = text;
    this.hits.fill(0);
    this.hitCount = 0;
    if (text) {
      const names = model.names.map((name) => name.toLowerCase().includes(text));
      const threads = model.threads.map((name) => name.toLowerCase().includes(text));
      for (let i = 0; i < model.count; i++) {
        const span = model.spans[i];
        if (names[span.n] || threads[span.th] || span.k.includes(text) || span.id.startsWith(text)) {
          this.hits[i] = 1;
          this.hitCount++;
        }
      }
    }
  }

  /**
   * The next span in the order of the tree for which something holds, whether its row is shown or not.
   * @param {number} from the row to start from
   * @param {1|-1} step the direction
   * @param {(i: number) => any} holds
   * @returns {number} the span, or −1
   */
  next(from, step, holds) {
    const { model } = this;
    const order = this.sort ? this.rows : model.order;
    const start = order.indexOf(from);
    for (let tried = 1; tried <= order.length; tried++) {
      const i = order[(start + step * tried + order.length * 2) % order.length];
      if (holds(i)) {
        return i;
      }
    }
    return -1;
  }

  /** Opens all that a span is below. */
  reveal(i) {
    const { model } = this;
    let changed = false;
    for (let p = model.parent[i]; p >= 0; p = model.parent[p]) {
      changed ||= !model.open[p];
      model.open[p] = 1;
    }
    if (changed) {
      this.update();
    }
  }

  /** Opens or closes rows; with all, everything below them too. */
  setOpen(i, open, all = false) {
    const { model } = this;
    model.open[i] = open ? 1 : 0;
    if (all) {
      const at = model.order.indexOf(i);
      for (let below = 1; below < model.size[i]; below++) {
        model.open[model.order[at + below]] = open ? 1 : 0;
      }
    }
    this.update();
  }

  /** Opens or closes one level everywhere. */
  level(open) {
    const { model } = this;
    const inner = (i) => model.children[i].length > 0;
    let depth = open ? Infinity : -1;
    for (const i of this.rows) {
      if (inner(i) && Boolean(model.open[i]) !== open) {
        depth = open ? Math.min(depth, model.depth[i]) : Math.max(depth, model.depth[i]);
      }
    }
    this.rows.forEach((i) => inner(i) && model.depth[i] === depth && (model.open[i] = open ? 1 : 0));
    this.update();
  }

  /** Opens or closes everything. */
  all(open) {
    this.model.open.fill(open ? 1 : 0);
    if (!open) {
      this.model.roots.forEach((root) => (this.model.open[root] = 1));
    }
    this.update();
  }

}
