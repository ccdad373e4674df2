/** What the keys do. They act while a row has the focus, so that they are in the way of nothing else. */
import { duration } from './format.js';

const OFF = 'tracing.viewer.keys';

/** Keys of the trace: key, what is told of it, what it does. */
export const TRACE_KEYS = [
  ['ArrowDown j', 'next row', (page) => page.step(1)],
  ['ArrowUp k', 'previous row', (page) => page.step(-1)],
  ['ArrowRight', 'open, or go to the first child', (page) => page.right()],
  ['ArrowLeft', 'close, or go to the parent', (page) => page.left()],
  ['Home', 'first row', (page) => page.stepTo(0)],
  ['End', 'last row', (page) => page.stepTo(page.view.length - 1)],
  ['PageDown', 'a page down', (page) => page.step(page.view.pool.page)],
  ['PageUp', 'a page up', (page) => page.step(-page.view.pool.page)],
  ['Enter', 'to the details; Esc comes back', (page) => page.details.focus()],
  ['Space', 'open or close', (page) => page.flip()],
  ['*', 'open all siblings', (page) => page.openSiblings()],
  ['[', 'close one level everywhere', (page) => page.level(false)],
  [']', 'open one level everywhere', (page) => page.level(true)],
  ['n', 'next hit', (page) => page.jump(1, (i) => page.view.shown.hits[i], 'hit')],
  ['N', 'previous hit', (page) => page.jump(-1, (i) => page.view.shown.hits[i], 'hit')],
  ['c', 'next on the critical path', (page) => page.critical(1)],
  ['C', 'previous on the critical path', (page) => page.critical(-1)],
  ['e', 'next error', (page) => page.jump(1, (i) => page.model.failed[i], 'error')],
  ['E', 'previous error', (page) => page.jump(-1, (i) => page.model.failed[i], 'error')],
  ['w', 'next warning', (page) => page.jump(1, (i) => page.model.warnings.has(i), 'warning')],
  ['W', 'previous warning', (page) => page.jump(-1, (i) => page.model.warnings.has(i), 'warning')],
  ['p', 'through the spans that ran in parallel', (page) => page.parallel()],
  ['f', 'fit the time to the span', (page) => page.fit()],
  ['0', 'the whole time', (page) => page.whole()],
  ['+', 'closer', (page) => page.zoom(0.5)],
  ['-', 'further away', (page) => page.zoom(2)],
  ['Shift+ArrowRight', 'later', (page) => page.pan(0.25)],
  ['Shift+ArrowLeft', 'earlier', (page) => page.pan(-0.25)],
  ['l', 'lanes, and back', (page) => page.setMode(page.view.mode === 'lanes' ? 'tree' : 'lanes')],
  ['v', 'tree, lanes, table', (page) => page.nextMode()],
  ['y', 'copy the span as a line', (page) => page.copyLine()],
];

/** Keys of the list. */
export const LIST_KEYS = [
  ['ArrowDown j', 'next trace', (page) => page.step(1)],
  ['ArrowUp k', 'previous trace', (page) => page.step(-1)],
  ['Home', 'first trace', (page) => page.step(-Infinity)],
  ['End', 'last trace', (page) => page.step(Infinity)],
  ['PageDown', 'a page down', (page) => page.step(page.pool.page)],
  ['PageUp', 'a page up', (page) => page.step(-page.pool.page)],
  ['Enter', 'open the trace', (page) => page.openActive()],
  ['Space', 'pause and go on', (page) => page.pause()],
  ['.', 'show new traces', (page) => page.showNew()],
];

/** Whether keys that are single letters do anything. */
export function lettersAct() {
  return localStorage.getItem(OFF) !== 'off';
}

export function setLetters(act) {
  act ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, 'off');
}

/**
 * Does what a key stands for.
 * @param {KeyboardEvent} event
 * @param {any[][]} keys
 * @param {any} page
 */
export function press(event, keys, page) {
  if (event.ctrlKey || event.metaKey || event.altKey || !event.target.closest('.body')) {
    return;
  }
  const named = event.key === ' ' ? 'Space' : event.key;
  const key = event.shiftKey && named.startsWith('Arrow') ? `Shift+${named}` : named;
  const found = keys.find(([names]) => names.split(' ').includes(key));
  if (found && (key.length > 1 || lettersAct())) {
    event.preventDefault();
    found[2](page);
  }
}

/** What moves the selection of a trace page, apart from the keys. */
export const Walking = (Base) => class extends Base {

  stepTo(row) {
    const { view } = this;
    const to = Math.max(0, Math.min(view.length - 1, row));
    view.select(view.lanes ? view.lanes[to].spans[0] : view.shown.rows[to], true);
  }

  step(by) {
    this.stepTo(Math.max(0, this.view.pool.active + by));
  }

  right() {
    const { model, view } = this;
    const i = view.selected;
    if (view.lanes) {
      const { spans } = view.lanes[view.laneOf[i]];
      view.select(spans[Math.min(spans.length - 1, spans.indexOf(i) + 1)], true);
    }
    else if (!model.children[i]?.length || view.shown.sort) {
      return;
    }
    else if (!model.open[i]) {
      this.setOpen(i, true);
    }
    else {
      view.select(view.shown.rows[view.rowOf(i) + 1], true);
    }
  }

  left() {
    const { model, view } = this;
    const i = view.selected;
    if (view.lanes) {
      const { spans } = view.lanes[view.laneOf[i]];
      view.select(spans[Math.max(0, spans.indexOf(i) - 1)], true);
    }
    else if (model.open[i] && model.children[i].length && !view.shown.sort) {
      this.setOpen(i, false);
    }
    else if (model.parent[i] >= 0) {
      view.select(model.parent[i], true);
    }
  }

  flip() {
    this.setOpen(this.view.selected, !this.model.open[this.view.selected]);
  }

  openSiblings() {
    const { model, view } = this;
    const parent = model.parent[view.selected];
    (parent < 0 ? model.roots : model.children[parent]).forEach((sibling) => (model.open[sibling] = 1));
    view.shown.update();
    view.select(view.selected, true);
  }

  level(open) {
    this.view.shown.level(open);
    this.view.select(this.view.shown.rows[Math.max(0, this.view.rowOf(this.view.selected))] ?? 0, true);
  }

  setOpen(i, open, all = false) {
    this.view.shown.setOpen(i, open, all);
    this.view.select(i, true);
  }

  jump(step, holds, thing) {
    const i = this.view.shown.next(this.view.selected, step, holds);
    i < 0 ? this.tell(`no ${thing} in this trace`) : this.view.select(i, this.view.pool.focused);
  }

  critical(step) {
    const { critical } = this.model;
    // a span may be on the path more than once
    const here = critical[this.piece]?.i === this.view.selected;
    const at = here ? this.piece : critical.findIndex((segment) => segment.i === this.view.selected);
    this.piece = (Math.max(at, step > 0 ? -1 : 0) + step + critical.length) % critical.length;
    const segment = critical[this.piece];
    if (segment) {
      this.view.select(segment.i, true);
      this.tell(`critical path: ${duration(segment.e - segment.s)} here`);
    }
  }

  parallel() {
    const group = this.model.groupOf(this.view.selected);
    if (!group) {
      this.tell('nothing ran in parallel with this span');
      return;
    }
    const at = group.members.indexOf(this.view.selected);
    this.view.select(group.members[(at + 1) % group.members.length], true);
  }

};
