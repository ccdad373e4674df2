/** Draws the bars of the rows that can be seen, and what connects them: one drawing with a path for each kind of mark. */
import { attr, s } from './dom.js';
import { ticks } from './format.js';
import { KINDS } from './model.js';
import { ROW } from './pool.js';

const TOP = 5;
const BAR = 12;
const RAIL = 19;
const MIN_PX = 2;
const PATTERNS = { stripes: 'url(#stripes)', queued: 'url(#hatch)', dotted: 'url(#dots)' };

/** The class that gives a row its colour. */
export function colour(model, i, by) {
  if (model.failed[i]) {
    return 'c-error';
  }
  return by === 'thread' && model.thread[i] >= 0 ? `c-t${model.thread[i] % 8}` : `c-${KINDS[model.kind[i]]}`;
}

/** Collects the parts of paths by class, and sets them all at once. */
export class Drawing {

  constructor(name) {
    this.group = s('g');
    this.element = s('svg', { class: `drawing ${name}`, 'aria-hidden': 'true' },
      name === 'bars' && s('defs', {}, pattern('stripes', 6, 3, 45), pattern('hatch', 4, 1, 45), pattern('dots', 6, 3, 0)), this.group);
    this.paths = new Map();
    this.parts = new Map();
  }

  add(name, part) {
    const list = this.parts.get(name);
    list ? list.push(part) : this.parts.set(name, [part]);
  }

  box(name, x, y, width, height) {
    this.add(name, `M${x.toFixed(1)} ${y}h${Math.max(width, 0.5).toFixed(1)}v${height}h${(-Math.max(width, 0.5)).toFixed(1)}z`);
  }

  flush() {
    for (const name of this.parts.keys()) {
      if (!this.paths.has(name)) {
        const path = s('path', { class: name, fill: PATTERNS[name] });
        this.paths.set(name, path);
      }
    }
    // what is on top is last
    const order = [...this.paths.keys()].sort((a, b) => level(a) - level(b));
    if (order.length !== this.group.childNodes.length) {
      this.group.replaceChildren(...order.map((name) => this.paths.get(name)));
    }
    this.paths.forEach((path, name) => attr(path, 'd', this.parts.get(name)?.join('') ?? ''));
    this.parts.clear();
  }

}

function level(name) {
  return ['band', 'grid', 'guide', 'rule', 'tail', 'queued', 'below', 'detached', 'own', 'stripes', 'running', 'bracket', 'elbow', 'dotted', 'rail', 'chosen']
    .findIndex((part) => name.startsWith(part));
}

function pattern(id, size, width, turn) {
  return s('pattern', { id, width: size, height: size, patternUnits: 'userSpaceOnUse', patternTransform: `rotate(${turn})` },
    s('path', { class: `in-${id}`, d: `M0 0h${width}v${size}h${-width}z` }));
}

export class Timeline {

  /**
   * @param {import('./model.js').TraceModel} model
   * @param {import('./rows.js').ShownRows} shown
   * @param {import('./scale.js').Scale} scale
   */
  constructor(model, shown, scale) {
    this.model = model;
    this.shown = shown;
    this.scale = scale;
    this.drawing = new Drawing('bars');
    this.by = 'kind';
    this.flat = false;
  }

  paint(first, last) {
    this.first = first;
    this.last = last;
    const { element } = this.drawing;
    element.style.top = `${first * ROW}px`;
    const height = Math.max(0, last - first + 1) * ROW;
    attr(element, 'width', this.scale.width);
    attr(element, 'height', height);
    this.grid(height);
    for (let row = first; row <= last; row++) {
      this.bar(this.shown.rows[row], (row - first) * ROW);
    }
    if (!this.flat) {
      this.bands();
    }
    this.rails();
    this.drawing.flush();
  }

  /** A box between two moments, if any of it can be seen. */
  box(name, from, to, y, height, least = MIN_PX) {
    const { width } = this.scale;
    const left = Math.max(-4, this.scale.x(from));
    const right = Math.min(width + 4, this.scale.x(to));
    if (right >= 0 && left <= width) {
      this.drawing.box(name, left, y, Math.max(least, right - left), height);
    }
  }

  grid(height) {
    const { scale, model } = this;
    for (const at of marks(scale)) {
      this.drawing.add('grid', `M${Math.round(scale.x(at)) + 0.5} 0v${height}`);
    }
    if (model.endNs > model.rootEnd) {
      this.drawing.add('rule', `M${Math.round(scale.x(model.rootEnd)) + 0.5} 0v${height}`);
    }
  }

  bar(i, y) {
    const { model, scale } = this;
    const end = model.endOf(i);
    const name = colour(model, i, this.by);
    const repeated = KINDS[model.kind[i]] === 'repeat';
    const queued = model.spans[i]?.q ?? 0;
    if (queued) {
      this.box('queued', model.start[i] - queued, model.start[i], y + TOP + 3, BAR - 6, 0);
    }
    if (!model.open[i] && model.lastEnd[i] > end) {
      this.box('tail', end, model.lastEnd[i], y + TOP + BAR / 2 - 0.5, 1, 1);
    }
    if (model.isDetached(i)) {
      this.box(`detached ${name}`, model.start[i], end, y + TOP + 0.5, BAR - 1);
    }
    else if (!repeated) {
      this.box(`below ${name}`, model.start[i], end, y + TOP + 0.5, BAR - 1);
      this.pieces(`own ${name}`, model.ownPieces(i), y);
    }
    else {
      const child = model.children[i][0];
      const pieces = model.children[i].flatMap((each) => [model.start[each], model.endOf(each)]);
      this.pieces(`own ${colour(model, child, this.by)}`, pieces, y);
    }
    if (model.failed[i]) {
      this.box('stripes', model.start[i], end, y + TOP, BAR);
    }
    if (model.isRunning(i)) {
      this.drawing.add('running', `M${Math.min(scale.width - 7, scale.x(end)).toFixed(1)} ${y + TOP}l7 ${BAR / 2}l-7 ${BAR / 2}z`);
    }
  }

  /** Draws many pieces of time; those that are too close to be told apart are one. */
  pieces(name, pieces, y) {
    const { scale } = this;
    let left = NaN;
    let right = NaN;
    for (let p = 0; p <= pieces.length; p += 2) {
      const from = scale.x(pieces[p]);
      if (from <= right + 0.6) {
        right = Math.max(right, scale.x(pieces[p + 1]));
        continue;
      }
      if (right >= 0 && left <= scale.width) {
        const at = Math.max(-4, left);
        this.drawing.box(name, at, y + TOP, Math.max(MIN_PX / 2, Math.min(scale.width + 4, right) - at), BAR);
      }
      [left, right] = [from, scale.x(pieces[p + 1])];
    }
  }

  /** The time in which siblings overlap, behind their rows. */
  bands() {
    const { model, shown } = this;
    for (const group of model.json.groups ?? []) {
      const [top, bottom] = shown.reach(group);
      if (top >= 0 && bottom > top && top <= this.last && bottom >= this.first) {
        const from = Math.max(this.first, top);
        const to = Math.min(this.last, bottom);
        const times = model.overlaps(group);
        for (let at = 0; at < times.length; at += 2) {
          this.box('band', times[at], times[at + 1], (from - this.first) * ROW, (to - from + 1) * ROW, 0);
        }
      }
    }
  }

  /** The row of each piece of the critical path, worked out when rows change: it is gone through at every step of scrolling. */
  criticalRows() {
    const { model: { critical }, shown } = this;
    if (this.rowsOf?.version !== shown.version) {
      const rows = new Int32Array(critical.length);
      for (let at = 0; at < rows.length; at++) {
        rows[at] = shown.rowOf[critical[at].i];
      }
      this.rowsOf = { version: shown.version, rows };
    }
    return this.rowsOf.rows;
  }

  /** The critical path: a rail under each bar, and a thin line where it goes on in another row. */
  rails() {
    const { first, last, scale, model: { critical } } = this;
    const rows = this.criticalRows();
    const elbows = new Map();
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at];
      const before = at && !this.flat ? rows[at - 1] : row;
      const [upper, lower] = row < before ? [row, before] : [before, row];
      const segment = critical[at];
      if (upper > last || lower < first || segment.e < scale.from || segment.s > scale.to) {
        continue;
      }
      if (row >= first && row <= last) {
        const guessed = segment.why === 'inferred' || segment.why === 'idle' || segment.why === 'queue';
        this.box(guessed ? 'dotted' : 'rail', segment.s, segment.e, (row - first) * ROW + RAIL, 3, 1);
      }
      if (upper < lower && upper >= 0) {
        const x = Math.round(scale.x(segment.s));
        const known = elbows.get(x) ?? [last, first];
        elbows.set(x, [Math.min(known[0], Math.max(upper, first)), Math.max(known[1], Math.min(lower, last))]);
      }
    }
    for (const [x, [top, bottom]] of elbows) {
      this.drawing.add('elbow', `M${x + 0.5} ${(top - first) * ROW + RAIL + 1}V${(bottom - first) * ROW + RAIL + 2}`);
    }
  }

}

/** The moments that get a mark, fewer where a mark could not be read. */
export function marks(scale) {
  const wanted = Math.max(2, Math.floor(scale.width / 90));
  return scale.folded ? ticks(0, scale.model.rootEnd, wanted) : ticks(scale.from, scale.to, wanted);
}
