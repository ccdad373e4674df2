/** A trace by what ran where: a lane for each task or thread, and more lanes where one of them did several things at once. */
import { attr, h, text } from './dom.js';
import { duration } from './format.js';
import { ROW } from './pool.js';
import { Drawing, Timeline, colour } from './timeline.js';

/**
 * Puts spans into lanes. Spans of one task share a lane while they are nested or follow one another.
 * @param {import('./model.js').TraceModel} model
 * @returns {{lanes: {thread: string, spans: number[]}[], laneOf: Int32Array}} the lanes, and the lane of each span
 */
export function lanesOf(model) {
  const byStart = Array.from({ length: model.count }, (_, i) => i)
    .sort((a, b) => model.start[a] - model.start[b] || model.end[b] - model.end[a]);
  const tasks = new Map();
  for (const i of byStart) {
    const span = model.spans[i];
    const key = span.x >= 0 ? `x${span.x}` : `t${span.th}`;
    const lanes = tasks.get(key) ?? tasks.set(key, []).get(key);
    let lane = lanes.find((each) => fits(model, each, i));
    if (!lane) {
      lane = { thread: model.threadOf(i), spans: [], stack: [] };
      lanes.push(lane);
    }
    lane.spans.push(i);
    lane.stack.push(i);
  }
  const all = [...tasks.values()].flat();
  const laneOf = new Int32Array(model.total).fill(-1);
  all.forEach((lane, index) => lane.spans.forEach((i) => (laneOf[i] = index)));
  return { lanes: all, laneOf };
}

function fits(model, lane, i) {
  const { stack } = lane;
  while (stack.length && model.endOf(stack[stack.length - 1]) <= model.start[i]) {
    stack.pop();
  }
  const around = stack[stack.length - 1];
  return around === undefined || (model.spans[i].p === around && model.endOf(i) <= model.endOf(around));
}

export function makeLane() {
  const row = h('div', { role: 'row', class: 'row lane', tabindex: '-1' },
    h('div', { role: 'gridcell', class: 'name' }, h('span', { class: 'label' }), h('span', { class: 'thread' })),
    h('div', { role: 'gridcell', class: 'number total' }), h('div', { role: 'gridcell', class: 'number self' }),
    h('div', { role: 'gridcell', class: 'time' }));
  const [name, total, self, time] = row.children;
  row.parts = { label: name.firstChild, thread: name.lastChild, total, self, time };
  return row;
}

/** Puts a lane into a row. */
export function paintLane(row, index, view) {
  const { model, lanes, laneOf, pool, scale } = view;
  const lane = lanes[index];
  const { label, thread, total, self, time } = row.parts;
  const last = lane.spans.reduce((most, i) => Math.max(most, model.endOf(i)), 0);
  const busy = lane.spans.reduce((sum, i) => sum + model.selfOf(i), 0);
  const names = lane.spans.slice(0, 50).map((i) => model.nameOf(i)).join(' · ');
  const selected = laneOf[view.selected] === index;
  attr(row, 'class', `row lane ${index % 2 ? 'odd' : ''} ${selected ? 'selected' : ''}`);
  row.span = selected ? view.selected : lane.spans[0];
  text(label, lane.thread || 'unknown thread');
  text(thread, `${lane.spans.length}`);
  text(total, duration(last - model.start[lane.spans[0]]));
  text(self, duration(busy));
  attr(row, 'aria-rowindex', index + 2);
  attr(row, 'aria-level', 1);
  attr(row, 'aria-selected', String(selected));
  attr(row, 'aria-label', `${lane.thread}, ${lane.spans.length} spans: ${names}`);
  attr(row, 'tabindex', index === pool.active ? '0' : '-1');
  const words = [];
  // only the innermost have room for their names
  const inner = new Set(lane.spans.map((i) => model.spans[i].p));
  for (const i of lane.spans) {
    const left = Math.max(0, scale.x(model.start[i]));
    const width = Math.min(scale.width, scale.x(model.endOf(i))) - left;
    if (width > 40 && !inner.has(i) && words.length < 12) {
      const word = h('span', { class: `inside word ${model.isDetached(i) ? 'hollow' : ''}` }, model.nameOf(i));
      word.style.transform = `translateX(${Math.round(left) + 4}px)`;
      word.style.maxWidth = `${Math.floor(width) - 6}px`;
      words.push(word);
    }
  }
  time.replaceChildren(...words);
}

/** Draws the lanes. */
export class LaneTimeline extends Timeline {

  constructor(view) {
    super(view.model, view.shown, view.scale);
    this.view = view;
    this.flat = true;
    this.drawing = new Drawing('bars');
  }

  bar(_, y) {
    const { model } = this;
    const { laneOf } = this.view;
    const lane = this.view.lanes[this.first + y / ROW];
    for (const i of lane?.spans ?? []) {
      const name = colour(model, i, this.by);
      if (model.isDetached(i)) {
        this.box(`detached ${name}`, model.start[i], model.endOf(i), y + 4.5, 15);
        continue;
      }
      if (model.spans[i].p < 0 || laneOf[model.spans[i].p] !== laneOf[i]) {
        this.box(`below ${name}`, model.start[i], model.endOf(i), y + 4.5, 15);
      }
      const pieces = model.ownPieces(i);
      for (let p = 0; p < pieces.length; p += 2) {
        this.box(`own ${name}`, pieces[p], pieces[p + 1], y + 4, 16, 1);
      }
      if (i === this.view.selected) {
        this.box('chosen', model.start[i], model.endOf(i), y + 3, 18);
      }
    }
  }

  rails() {
    // a lane is what one thread did; what was waited for is told by the tree
  }

}
