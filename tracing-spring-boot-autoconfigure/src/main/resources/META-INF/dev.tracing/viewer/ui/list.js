/** The page of recent traces. */
import * as api from './api.js';
import { attr, h, replace, say, text, toast, toggle } from './dom.js';
import { count, duration, parsed, percent } from './format.js';
import { LIST_KEYS, press } from './keys.js';
import { makeListRow, paintListRow } from './listrow.js';
import { RowPool } from './pool.js';
import { reasonFor, samplingBanner } from './reasons.js';
import { amend, current, go, traceHash } from './route.js';
import { KnownTraces } from './traces.js';

const SAY_MS = 5000;
const GROW_MS = 1000;
const LOG_FROM = 50;
const MINIMA = ['', '1ms', '10ms', '50ms', '100ms', '500ms', '1s', '5s'];
const LIST_KINDS = ['', 'server', 'client', 'database', 'messaging', 'scheduled', 'internal'];
const COLUMNS = [['at', 'time', 'time'], ['name', 'name'], ['duration', 'duration', 'duration'], ['number spans', 'spans', 'spans'],
  ['number parallel', '∥ max', 'parallel'], ['conc', 'activity'], ['flags', 'flags'], ['thread', 'thread']];

export class ListPage {

  constructor() {
    this.traces = new KnownTraces();
    this.shown = [];
    this.state = 'loading';
    this.said = 0;
    this.elements();
    this.read();
    this.changes = new api.Changes({
      all: (list) => this.take(() => this.traces.replace(list)),
      some: (list) => this.some(list),
      evicted: (ids) => ids.length && this.take(() => this.traces.remove(ids)),
      stats: (stats) => this.told(stats),
      state: (state, reason) => this.connected(state, reason),
    });
    this.changes.open();
    this.ticking = setInterval(() => this.shown.some((trace) => trace.state === 'open') && this.pool.refresh(), GROW_MS);
  }

  elements() {
    this.banner = h('div', { class: 'banners' });
    this.tools = h('div', { class: 'tools' });
    this.body = h('div', { class: 'body', role: 'rowgroup', click: (event) => this.open(event.target.closest('.row')?.trace) });
    this.head = h('div', { role: 'row', class: 'row', 'aria-rowindex': '1' }, ...COLUMNS.map(([name, words, sort]) =>
      h('div', { role: 'columnheader', class: name, 'data-sort': sort },
        sort ? h('button', { type: 'button', click: () => this.sortBy(sort) }, words) : words)));
    this.grid = h('div', { class: 'grid list', role: 'grid', 'aria-label': 'Traces', 'aria-colcount': '8',
      keydown: (event) => press(event, LIST_KEYS, this), pointerenter: () => (this.pointed = true), pointerleave: () => (this.pointed = false) },
    h('div', { class: 'head', role: 'rowgroup' }, this.head), this.body);
    this.reason = h('div', { class: 'reason' });
    this.newer = h('button', { type: 'button', class: 'newer', hidden: true, click: () => this.showNew() });
    this.foot = h('footer', { class: 'foot' });
    this.element = h('main', { class: 'traces' }, this.tools, this.banner, h('div', { class: 'frame' }, this.newer, this.grid, this.reason), this.foot);
    this.pool = new RowPool(this.grid, this.body, { make: makeListRow, paint: (row, index) => paintListRow(row, index, this) });
    this.liveState = h('span', { class: 'live', role: 'status' });
    this.live = toggle('pause', false, () => this.pause());
    this.search = h('input', { type: 'search', class: 'find', placeholder: 'filter name, id, thread, rule  /', 'aria-label': 'Filter traces', input: () => this.write() });
    this.switches = ['err', 'warn', 'run'].map((name, n) => toggle(['errors', 'warnings', 'running'][n], false, (event) => {
      attr(event.currentTarget, 'aria-pressed', String(event.currentTarget.getAttribute('aria-pressed') !== 'true'));
      this.write();
    }, { 'data-name': name }));
    const choice = (label, values, name) => h('label', {}, h('span', { class: 'quiet' }, label),
      h('select', { name, change: () => this.write() }, ...values.map((value) => h('option', { value }, value || 'all'))));
    [this.min, this.kind] = [choice('min', MINIMA, 'min'), choice('kind', LIST_KINDS, 'kind')];
    this.kept = h('span', { class: 'quiet kept' });
    replace(this.tools, this.search, ...this.switches, this.min, this.kind, this.kept, h('span', { class: 'gap' }), this.liveState, this.live,
      h('button', { type: 'button', click: () => this.clear(), title: 'hide what is here; the application keeps it' }, 'clear'));
  }

  /** Takes the filters from the address. */
  read() {
    const { params } = current();
    this.search.value = params.get('q') ?? '';
    this.switches.forEach((each) => attr(each, 'aria-pressed', String(params.get(each.dataset.name) === '1')));
    const min = this.min.lastChild;
    const wanted = params.get('min') ?? '';
    if (!MINIMA.includes(wanted)) {
      min.append(h('option', { value: wanted }, wanted));
    }
    min.value = wanted;
    this.kind.lastChild.value = params.get('kind') ?? '';
    this.sort = params.get('sort') ?? 'time';
    this.paused = params.get('live') === '0';
    this.update();
  }

  /** Puts the filters into the address. */
  write() {
    const pressed = (each) => each.getAttribute('aria-pressed') === 'true';
    amend({ q: this.search.value, min: this.min.lastChild.value, kind: this.kind.lastChild.value, sort: this.sort === 'time' ? null : this.sort,
      live: this.paused ? '0' : null, ...Object.fromEntries(this.switches.map((each) => [each.dataset.name, pressed(each)])) });
    this.update();
  }

  get filter() {
    const { params } = current();
    return { q: params.get('q') ?? '', err: params.has('err'), warn: params.has('warn'), run: params.has('run'),
      minNs: parsed(params.get('min')), kind: params.get('kind') ?? '' };
  }

  /** Whether new rows have to wait, so that none moves under a pointer or the focus. */
  get busy() {
    return this.paused || (this.shown.length > 0 && (this.pointed || this.pool.focused || this.grid.scrollTop > 0));
  }

  some(list) {
    this.take(() => this.traces.update(list.traces, this.busy));
  }

  /** Changes what is known; while paused, what is shown stays as it is. */
  take(change) {
    change();
    if (!this.paused || this.state === 'loading') {
      this.update();
    }
    this.tellNew();
  }

  update() {
    const active = this.shown[this.pool.active]?.id;
    this.shown = this.traces.shown(this.filter, this.sort);
    const longest = this.shown.reduce((most, trace) => Math.max(most, trace.endNs), 1);
    const middle = this.shown.map((trace) => trace.durNs).sort((a, b) => a - b)[this.shown.length >> 1] || 1;
    const shortest = Math.min(middle, 1e5);
    this.part = longest / middle > LOG_FROM ? (ns) => Math.max(0, Math.log(Math.max(1, ns) / shortest) / Math.log(longest / shortest)) : (ns) => ns / longest;
    this.logarithmic = longest / middle > LOG_FROM;
    this.pool.setCount(this.shown.length);
    const row = this.shown.findIndex((trace) => trace.id === active);
    this.pool.active = row >= 0 ? row : 0;
    attr(this.grid, 'aria-rowcount', this.shown.length + 1);
    this.pool.refresh();
    for (const cell of this.head.children) {
      attr(cell, 'aria-sort', cell.dataset.sort === this.sort ? 'descending' : null);
    }
    text(this.kept, this.shown.length === this.traces.all.size ? `${count(this.shown.length)} kept` : `${count(this.shown.length)} of ${count(this.traces.all.size)} kept`);
    this.explain();
    attr(this.head.children[2], 'data-scale', this.logarithmic ? 'logarithmic' : null);
    text(this.live, this.paused ? 'go on' : 'pause');
    attr(this.live, 'aria-pressed', String(this.paused));
  }

  explain() {
    const reason = this.shown.length ? null : reasonFor(this);
    this.reason.hidden = !reason;
    replace(this.reason, ...(reason ?? []));
  }

  tellNew() {
    const waiting = this.traces.waiting.size;
    this.newer.hidden = !waiting;
    const words = `▲ ${count(waiting)} new ${waiting === 1 ? 'trace' : 'traces'}`;
    replace(this.newer, words, h('kbd', {}, '.'));
    if (waiting && Date.now() - this.said > SAY_MS) {
      this.said = Date.now();
      say(words.slice(2));
    }
  }

  showNew() {
    this.traces.waiting.clear();
    this.grid.scrollTop = 0;
    const focused = this.pool.focused;
    this.update();
    this.pool.activate(0, focused);
    this.tellNew();
  }

  /** Has the application forget, if it lets anybody do that. */
  async giveUp() {
    try {
      await api.giveUp();
      this.traces.cleared = 0;
      toast('deleted');
    }
    catch (refused) {
      toast(refused.status ? 'The application does not allow it: management.endpoint.traces.access is not unrestricted' : refused.message);
    }
  }

  clear() {
    this.traces.clear();
    this.update();
    this.tellNew();
  }

  pause() {
    this.paused = !this.paused;
    this.write();
    this.connected(this.state);
    if (!this.paused) {
      this.showNew();
    }
  }

  connected(state, reason) {
    this.state = state;
    this.refused = reason;
    const words = this.paused ? '‖ paused' : { live: '● live', polling: '● every 2 s', lost: '○ no answer', loading: '…' }[state];
    text(this.liveState, words);
    attr(this.liveState, 'data-state', this.paused ? 'paused' : state);
    this.explain();
  }

  /** How long a trace took, and how long it was until its last span ended; what runs goes on. */
  lengthOf(trace) {
    if (trace.state !== 'open' || this.paused) {
      return trace;
    }
    const endNs = Math.max(trace.endNs, (Date.now() + this.ahead - trace.startUs / 1000) * 1e6);
    return { durNs: trace.durNs >= trace.endNs ? endNs : trace.durNs, endNs };
  }

  told(stats) {
    Object.assign(this.traces.stats, stats);
    this.ahead = stats.now ? stats.now / 1000 - Date.now() : this.ahead ?? 0;
    const { limits, dropped, app, sampling } = this.traces.stats;
    if (this.sampling !== sampling) {
      this.sampling = sampling;
      replace(this.banner, samplingBanner(sampling));
    }
    document.title = app ? `${app} · traces` : 'traces';
    document.getElementById('app-name').textContent = app || 'traces';
    const parts = [limits.traces && `kept: ${count(limits.traces)} newest + ${count(limits.errorTraces ?? 0)} with errors + ${count(limits.slowTraces ?? 0)} slowest`,
      stats.usedBytes >= 0 && limits.bytes && `${percent(stats.usedBytes, limits.bytes)} of ${Math.round(limits.bytes / 1048576)} MiB`,
      `dropped since start: ${count(dropped.traces ?? 0)} traces, ${count(dropped.spans ?? 0)} spans`];
    text(this.foot, parts.filter(Boolean).join('   ·   '));
  }

  sortBy(sort) {
    this.sort = sort;
    this.write();
  }

  step(by) {
    this.pool.activate(Math.max(0, Math.min(this.shown.length - 1, this.pool.active + by)), true);
  }

  open(trace) {
    if (trace) {
      go(traceHash(trace.id));
    }
  }

  openActive() {
    this.open(this.shown[this.pool.active]);
  }

  /** Gives the focus to what had it, when the page is come back to. */
  focus() {
    this.pool.refresh();
    this.changes.start();
  }

  close() {
    clearInterval(this.ticking);
    this.changes.close();
    this.pool.close();
  }

}
