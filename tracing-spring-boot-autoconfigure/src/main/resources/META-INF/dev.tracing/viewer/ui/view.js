/** The spans of a trace as rows beside a time line: as a tree, as lanes, or as a table. */
import { attr, h, replace, s } from './dom.js';
import { duration } from './format.js';
import { LaneTimeline, lanesOf, makeLane, paintLane } from './lanes.js';
import { Minimap } from './minimap.js';
import { RowPool } from './pool.js';
import { ShownRows } from './rows.js';
import { Scale } from './scale.js';
import { Timeline, marks } from './timeline.js';
import { makeRow, paintRow } from './treerow.js';
import { Brackets } from './brackets.js';

const COLUMNS = [['name', 'span'], ['total', 'total'], ['self', 'self'], ['critical', 'critical']];

export class TraceView {

  /**
   * @param {import('./model.js').TraceModel} model
   * @param {{mode: string, by: string, selected: (i: number) => void, zoomed: () => void}} options
   */
  constructor(model, options) {
    this.options = options;
    this.mode = options.mode;
    this.by = options.by;
    this.selected = -1;
    this.element = h('div', { class: `grid ${this.mode}`, role: this.mode === 'tree' ? 'treegrid' : 'grid',
      'aria-label': 'Spans', 'aria-colcount': this.mode === 'table' ? '5' : '4' });
    this.body = h('div', { class: 'body', role: 'rowgroup' });
    this.cross = h('div', { class: 'cross', 'aria-hidden': 'true' }, h('span', {}));
    this.take(model);
    this.head = this.header();
    this.element.append(h('div', { class: 'head', role: 'rowgroup' }, this.head), this.body);
    this.pool = new RowPool(this.element, this.body, {
      make: () => this.mode === 'lanes' ? makeLane() : makeRow(),
      paint: (row, index) => this.mode === 'lanes' ? paintLane(row, index, this) : paintRow(row, index, this),
      painted: (first, last) => this.draw(first, last),
      measured: () => this.measured(),
    });
    this.changed();
  }

  /** Shows another answer about the same trace. */
  take(model) {
    const { filter, sort } = this.shown ?? {};
    this.model = model;
    this.shown = new ShownRows(model);
    this.shown.sort = this.mode === 'table' ? sort ?? { column: 'self', up: false } : null;
    if (filter) {
      this.shown.filter = filter;
      this.shown.search(filter.q);
    }
    this.shown.update();
    const { window = null, width } = this.scale ?? {};
    this.scale = new Scale(model, width);
    this.scale.window = window;
    Object.assign(this, this.mode === 'lanes' ? lanesOf(model) : { lanes: null });
    this.timeline?.drawing.element.remove();
    this.timeline = this.mode === 'lanes' ? new LaneTimeline(this) : new Timeline(model, this.shown, this.scale);
    this.timeline.flat = this.mode !== 'tree';
    this.timeline.by = this.by;
    this.brackets?.drawing.element.remove();
    this.brackets = new Brackets(model, this.shown);
    this.body.append(this.brackets.drawing.element, this.timeline.drawing.element, this.cross);
    this.minimap ??= new Minimap(this.scale, () => this.zoomed());
    this.minimap.take(model, this.scale);
  }

  header() {
    const names = this.mode === 'lanes' ? { name: 'thread or task', self: 'at work' } : {};
    const cells = COLUMNS.map(([column, told]) => [column, names[column] ?? told]).map(([column, words]) => h('div', { role: 'columnheader', class: `${column === 'name' ? '' : 'number '}${column}`, 'data-column': column },
      this.mode === 'table' ? h('button', { type: 'button', click: () => this.sortBy(column) }, words) : words));
    this.ruler = s('svg', { class: 'ruler', 'aria-hidden': 'true' });
    const divider = h('div', { class: 'divider', role: 'separator', 'aria-orientation': 'vertical', tabindex: '0',
      'aria-label': 'Width of the names', pointerdown: (event) => this.drag(event), keydown: (event) => {
        const step = { ArrowLeft: -24, ArrowRight: 24 }[event.key];
        if (step) {
          event.stopPropagation();
          this.setWidth(cells[0].offsetWidth + step);
        }
      } });
    this.divider = divider;
    return h('div', { role: 'row', class: 'row', 'aria-rowindex': '1' }, ...cells,
      h('div', { role: 'columnheader', class: 'time' }, divider, h('span', { class: 'unseen' }, 'time line'), this.ruler));
  }

  drag(down) {
    const start = this.head.firstChild.offsetWidth - down.clientX;
    const move = (event) => this.setWidth(start + event.clientX);
    addEventListener('pointermove', move);
    addEventListener('pointerup', () => removeEventListener('pointermove', move), { once: true });
    down.preventDefault();
  }

  setWidth(width) {
    const names = Math.max(140, Math.min(this.element.clientWidth - 260, width));
    this.element.style.setProperty('--names', `${names}px`);
    attr(this.divider, 'aria-valuenow', Math.round(names));
    this.pool.measure();
    this.pool.refresh();
  }

  sortBy(column) {
    const { sort } = this.shown;
    this.shown.sort = { column, up: sort?.column === column ? !sort.up : column === 'name' };
    this.shown.update();
    this.changed();
  }

  get length() {
    return this.lanes ? this.lanes.length : this.shown.length;
  }

  /** The row in which a span is, or is hidden. */
  rowOf(i) {
    return i < 0 ? -1 : this.lanes ? this.laneOf[i] : this.shown.rowOf[i];
  }

  /** Paints what has changed. */
  changed() {
    this.pool.setCount(this.length);
    const row = this.rowOf(this.selected);
    if (row >= 0) {
      this.pool.active = row;
    }
    attr(this.element, 'aria-rowcount', this.length + 1);
    for (const cell of this.head.children) {
      const { sort } = this.shown;
      attr(cell, 'aria-sort', sort && sort.column === cell.dataset.column ? (sort.up ? 'ascending' : 'descending') : null);
    }
    this.pool.refresh();
  }

  measured() {
    const time = /** @type {HTMLElement} */ (this.head.lastChild);
    this.scale.width = Math.max(40, time.clientWidth - 12);
    this.left = time.offsetLeft;
  }

  draw(first, last) {
    this.timeline.drawing.element.style.left = `${this.left}px`;
    this.timeline.paint(first, last);
    this.brackets.paint(this.mode === 'tree' ? first : 0, this.mode === 'tree' ? last : -1);
    this.rule();
  }

  /** Writes the moments above the time line, if they are others than before. */
  rule() {
    const { scale, model } = this;
    const shown = [scale.from, scale.to, scale.width, scale.folded && model.rootEnd].join();
    if (shown === this.ruled) {
      return;
    }
    this.ruled = shown;
    const drawn = marks(scale).map((at) => s('text', { x: scale.x(at).toFixed(1), y: 17,
      'text-anchor': scale.x(at) < 12 ? 'start' : scale.x(at) > scale.width - 24 ? 'end' : 'middle' }, duration(at)));
    if (scale.folded) {
      const after = model.spans[0]?.k === 'server' ? 'after response' : 'after the root';
      drawn.push(s('text', { x: scale.width + 8, y: 8, 'text-anchor': 'end', class: 'after' }, after));
    }
    replace(this.ruler, ...drawn);
  }

  /** Makes a span the one that the details are about. */
  select(i, focus = false) {
    if (i < 0) {
      return;
    }
    this.shown.reveal(i);
    this.selected = i;
    this.pool.setCount(this.length);
    attr(this.element, 'aria-rowcount', this.length + 1);
    this.pool.activate(Math.max(0, this.rowOf(i)), focus);
    this.options.selected(i);
  }

  zoomed() {
    this.minimap.paint();
    this.pool.refresh();
    this.options.zoomed();
  }

  /** Paints what has grown. */
  grow() {
    this.minimap.paint();
    this.pool.refresh();
  }

  close() {
    this.pool.close();
  }

}
