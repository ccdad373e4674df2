/** The page of one trace: loads it, and again while it goes on, and puts view, filters and details together. */
import * as api from './api.js';
import { attr, copy, h, plain, replace, say, text, toast, toggle } from './dom.js';
import { count, duration, moment, things } from './format.js';
import { Details } from './details.js';
import { TRACE_KEYS, Walking, press } from './keys.js';
import { TraceModel } from './model.js';
import { pointed } from './mouse.js';
import { amend, current, listHash } from './route.js';
import { TraceView } from './view.js';

const MODES = ['tree', 'lanes', 'table'];
const RELOAD_MS = 1000;
const SHORT_NS = 1e6;

class Page {

  /** @param {string} id of the trace */
  constructor(id, back) {
    this.id = id;
    this.back = back;
    const { params } = current();
    this.mode = MODES.includes(params.get('v')) ? params.get('v') : 'tree';
    this.by = params.get('c') === 'thread' ? 'thread' : 'kind';
    this.grouped = params.get('g') !== '0';
    this.element = h('main', { class: 'trace' }, h('p', { class: 'reason' }, 'loading…'));
    this.details = new Details(this);
    this.load();
  }

  async load() {
    try {
      const json = await api.trace(this.id);
      this.ahead ??= json.state === 'open' ? await api.clock() : undefined;
      if (!this.closed) {
        this.take(json);
      }
    }
    catch (refused) {
      if (!this.closed && !this.model) {
        replace(this.element, h('p', { class: 'reason' }, refused.status === 404
          ? 'This trace is not kept (any more). Only so many are: see help for the limits.' : refused.message, ' ',
        h('a', { href: listHash() }, 'all traces')));
      }
      else if (!this.closed && refused.status !== 404) {
        this.reload();
      }
    }
  }

  take(json) {
    const before = this.model;
    this.json = json;
    if (before && before.json.seq === json.seq && before.json.state === json.state && before.grouped === this.grouped) {
      this.goOn();
      return;
    }
    this.model = new TraceModel(json, this.grouped);
    this.model.growUntil(Date.now() + (this.ahead ?? 0));
    if (before) {
      const closed = new Set();
      before.open.forEach((open, i) => open || closed.add(before.idOf(i)));
      for (let i = 0; closed.size && i < this.model.total; i++) {
        this.model.open[i] = closed.has(this.model.idOf(i)) ? 0 : this.model.open[i];
      }
      const selected = Math.max(0, this.view.selected);
      const running = before.isRunning(selected);
      this.view.take(this.model);
      this.view.selected = Array.from({ length: this.model.total }, (_, i) => i).find((i) => this.model.idOf(i) === before.idOf(selected)) ?? 0;
      this.view.changed();
      this.told();
      this.details.i = this.view.selected;
      const same = before.idOf(selected) === this.model.idOf(this.view.selected) && running === this.model.isRunning(this.view.selected);
      same ? this.details.grow() : this.details.show(this.view.selected);
    }
    else {
      this.build();
    }
    this.goOn();
  }

  goOn() {
    if (this.json.state !== 'done') {
      this.reload();
      this.grow();
    }
  }

  reload() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => document.hidden ? this.reload() : this.load(), RELOAD_MS);
  }

  /** Lets the bars of what runs grow between two answers. */
  grow() {
    if (this.growing || this.closed) {
      return;
    }
    this.growing = true;
    const least = matchMedia('(prefers-reduced-motion: reduce)').matches ? 250 : 0;
    let told = 0;
    const next = async () => {
      if (this.closed || this.model.json.state !== 'open') {
        this.growing = false;
        return;
      }
      const now = performance.now();
      this.model.growUntil(Date.now() + this.ahead);
      this.view.grow();
      if (now - told > 250 && this.model.isRunning(this.details.i)) {
        told = now;
        this.details.grow();
      }
      // what is asked for above is painted by then; a large trace takes a fifth of the time at most
      await Promise.resolve();
      const pause = Math.max(least, 4 * (performance.now() - now));
      pause > 16 ? setTimeout(next, pause) : requestAnimationFrame(next);
    };
    next();
  }

  build() {
    const { params } = current();
    this.title = h('header', { class: 'title' });
    this.tools = h('div', { class: 'tools' });
    this.legend = h('footer', { class: 'legend', 'aria-hidden': 'true' }, ...LEGEND.map(([name, words]) =>
      h('span', {}, h('i', { class: name }), words)));
    this.show();
    this.makeTools(params);
    const [from, to] = [Number(params.get('from')), Number(params.get('to'))];
    if (to > from) {
      this.view.scale.fit(from, to);
      this.view.zoomed();
    }
    this.view.select(Math.max(0, params.get('s') ? this.model.find(params.get('s')) : this.model.roots[0] ?? 0), true);
    this.told();
    // for the developer tools, and for the test that reports it
    requestAnimationFrame(() => setTimeout(() => performance.mark('trace shown')));
  }

  show() {
    this.view?.close();
    this.view = new TraceView(this.model, { mode: this.mode, by: this.by, selected: (i) => this.selected(i), zoomed: () => this.zoomed() });
    this.view.element.addEventListener('keydown', (event) => press(event, TRACE_KEYS, this));
    pointed(this);
    replace(this.element, this.title, this.view.minimap.element, this.tools,
      h('div', { class: 'split' }, this.view.element, this.details.element), this.legend);
    this.view.pool.refresh();
  }

  /** Tells what is above the rows. */
  told() {
    this.filtered();
    const { model, json } = this;
    const root = model.roots[0] ?? 0;
    const parallel = Math.max(1, ...(json.groups ?? []).map((group) => group.max));
    const errors = model.failed.reduce((a, b) => a + b, 0);
    const warnings = json.warnings?.length ?? 0;
    const known = [model.nameOf(root), model.durNs, model.count, parallel, errors, warnings, json.state, json.truncated].join();
    if (known === this.known) {
      // nothing that may have the focus is replaced by the same
      return;
    }
    this.known = known;
    document.title = `${model.nameOf(root)} · ${duration(model.durNs)}`;
    replace(this.title, h('a', { class: 'back', href: this.back }, '‹ traces'), h('h1', {}, model.nameOf(root)),
      h('strong', {}, model.isRunning(root) ? 'running' : duration(model.durNs)),
      h('span', { class: 'quiet facts' }, `${things(model.count, 'span')} · ${parallel > 1 ? `${parallel} parallel at most` : 'no siblings in parallel'} · `
        + `${things(model.threads.length, 'thread')} · ${moment(json.startUs)}`),
      errors > 0 && h('button', { type: 'button', class: 'chip error', click: () => this.jump(1, (i) => this.model.failed[i], 'error') }, `! ${things(errors, 'error')}`),
      warnings > 0 && h('button', { type: 'button', class: 'chip warning', click: () => this.jump(1, (i) => this.model.warnings.has(i), 'warning') }, `⚠\uFE0E ${things(warnings, 'warning')}`),
      json.state !== 'done' && h('span', { class: 'chip running' }, `► ${json.state}`),
      json.truncated && h('span', { class: 'chip warning' }, `${count(json.droppedSpans ?? 0)} spans not kept`),
      h('span', { class: 'gap' }),
      h('button', { type: 'button', click: () => copy(this.id) }, 'copy id'),
      h('a', { class: 'button', href: api.exportUrl(this.id), download: `${this.id}.json` }, 'json'));
  }

  makeTools(params) {
    const { filter } = this.view.shown;
    this.find = h('input', { type: 'search', class: 'find', placeholder: 'find  /', 'aria-label': 'Find in this trace', value: params.get('q') ?? '',
      input: () => this.search(), keydown: (event) => {
        if (event.key === 'Enter') {
          this.jump(event.shiftKey ? -1 : 1, (i) => this.view.shown.hits[i], 'hit');
        }
        else if (event.key === 'Escape') {
          this.view.select(this.view.selected, true);
        }
      } });
    this.hitCount = h('span', { class: 'quiet hits' });
    const filters = [['only', 'hits only', true], ['critical', 'critical only', true], ['errors', 'errors', true], ['minNs', 'hide < 1 ms', SHORT_NS]];
    for (const [name, , value] of filters) {
      filter[name] = params.get(name) === '1' ? value : 0;
    }
    const switches = filters.map(([name, words, value]) => toggle(words, Boolean(filter[name]), (event) => {
      const { filter: now } = this.view.shown;
      now[name] = now[name] ? 0 : value;
      attr(event.currentTarget, 'aria-pressed', String(Boolean(now[name])));
      amend({ [name]: Boolean(now[name]) });
      this.refilter();
    }));
    const group = toggle('group repeats', this.grouped, (event) => {
      this.grouped = !this.grouped;
      attr(event.currentTarget, 'aria-pressed', String(this.grouped));
      amend({ g: this.grouped ? null : '0' });
      this.take(this.json);
    });
    const modes = MODES.map((mode) => toggle(mode, mode === this.mode, () => this.setMode(mode), { 'data-mode': mode }));
    const colours = ['kind', 'thread'].map((by) => toggle(by, by === this.by, () => this.setColours(by), { 'data-by': by }));
    this.rowCount = h('span', { class: 'quiet rows' });
    replace(this.tools, this.find, this.hitCount, ...switches, group, this.rowCount, h('span', { class: 'gap' }),
      h('span', { class: 'choice', role: 'group', 'aria-label': 'View' }, ...modes),
      h('span', { class: 'choice', role: 'group', 'aria-label': 'Colours' }, h('span', { class: 'quiet' }, 'colour'), ...colours));
    this.search();
    this.refilter();
  }

  search() {
    this.view.shown.search(this.find.value);
    amend({ q: this.find.value.trim() });
    this.view.shown.filter.only ? this.refilter() : this.view.changed();
    this.filtered();
    const first = this.view.shown.hitCount ? this.view.shown.next(this.view.selected, 1, (i) => this.view.shown.hits[i]) : -1;
    if (first >= 0 && !this.view.shown.hits[this.view.selected]) {
      this.view.select(first);
    }
  }

  refilter() {
    this.view.shown.update();
    this.view.changed();
    this.filtered();
  }

  filtered() {
    if (!this.rowCount) {
      return;
    }
    const { shown } = this.view;
    text(this.hitCount, shown.filter.q ? things(shown.hitCount, 'hit') : '');
    const words = !shown.filtering ? '' : shown.length ? `${count(shown.length)} of ${count(this.model.total)} rows` : 'all rows are filtered';
    text(this.rowCount, words);
  }

  setMode(mode) {
    this.mode = mode;
    const { selected, scale: { window }, shown: { filter } } = this.view;
    this.show();
    this.view.shown.filter = filter;
    this.view.shown.search(filter.q);
    this.view.scale.window = window;
    this.tools.querySelectorAll('[data-mode]').forEach((each) => attr(each, 'aria-pressed', String(each.dataset.mode === mode)));
    amend({ v: mode === 'tree' ? null : mode });
    this.refilter();
    this.view.select(selected, true);
    say(`${mode} view`);
  }

  nextMode() {
    this.setMode(MODES[(MODES.indexOf(this.mode) + 1) % MODES.length]);
  }

  setColours(by) {
    this.by = this.view.by = this.view.timeline.by = by;
    this.tools.querySelectorAll('[data-by]').forEach((each) => attr(each, 'aria-pressed', String(each.dataset.by === by)));
    amend({ c: by === 'kind' ? null : by });
    this.view.pool.refresh();
  }

  selected(i) {
    this.details.show(i);
    amend({ s: this.model.isSpan(i) ? this.model.spans[i].id : null });
    this.filtered();
  }

  zoomed() {
    const { window } = this.view.scale;
    amend({ from: window && String(Math.round(window[0])), to: window && String(Math.round(window[1])) });
  }

  fit() {
    const i = this.view.selected;
    this.view.scale.around(this.model.start[i], this.model.endOf(i));
    this.view.zoomed();
  }

  whole() {
    this.view.scale.whole();
    this.view.zoomed();
  }

  zoom(factor, x) {
    this.view.scale.zoom(factor, x);
    this.view.zoomed();
  }

  pan(part) {
    this.view.scale.pan(part);
    this.view.zoomed();
  }

  copyLine() {
    copy(this.model.line(this.view.selected));
  }

  tell(words) {
    toast(plain(words));
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
    this.view?.close();
  }

}

const LEGEND = [['own', 'self'], ['below', 'in children'], ['rail', 'critical path'], ['dotted', 'inferred or idle'], ['bracket', 'parallel'],
  ['band', 'overlap'], ['queued', 'queued'], ['detached', 'detached'], ['stripes', 'error']];

export class TracePage extends Walking(Page) {
}
