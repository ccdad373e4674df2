/** The whole trace in a strip: how much was going on when, and what was waited for. Dragging shows a part of it. */
import { attr, h } from './dom.js';
import { duration } from './format.js';
import { KINDS } from './model.js';
import { Scale } from './scale.js';

const HEIGHT = 36;
const STEPS = 1000;

export class Minimap {

  /**
   * @param {Scale} scale the scale that is changed
   * @param {() => void} changed
   */
  constructor(scale, changed) {
    this.changed = changed;
    this.canvas = h('canvas', { 'aria-hidden': 'true', height: HEIGHT, pointerdown: (event) => this.down(event),
      dblclick: () => this.set(null) });
    const range = (name) => h('input', { type: 'range', min: 0, max: STEPS, 'aria-label': `${name} of the time shown`,
      class: 'handle', input: () => this.ranged() });
    [this.start, this.end] = [range('Start'), range('End')];
    this.words = h('span', { class: 'window' });
    this.element = h('div', { class: 'minimap' }, this.canvas, this.start, this.end, this.words);
    new ResizeObserver(() => this.element.clientWidth !== this.whole?.width && this.paint()).observe(this.element);
  }

  take(model, scale) {
    this.model = model;
    this.scale = scale;
    this.whole = new Scale(model);
    this.columns = null;
    this.paint();
  }

  set(window) {
    window ? this.scale.fit(window[0], window[1]) : this.scale.whole();
    this.changed();
  }

  down(event) {
    const box = this.canvas.getBoundingClientRect();
    const from = this.whole.at(event.clientX - box.left);
    const move = (moved) => {
      const to = this.whole.at(Math.max(0, Math.min(box.width, moved.clientX - box.left)));
      if (Math.abs(moved.clientX - event.clientX) > 3) {
        this.set([Math.min(from, to), Math.max(from, to)]);
      }
    };
    addEventListener('pointermove', move);
    addEventListener('pointerup', () => removeEventListener('pointermove', move), { once: true });
  }

  ranged() {
    const end = this.model.endNs;
    const [from, to] = [Number(this.start.value), Number(this.end.value)].map((step) => end * step / STEPS);
    this.set(from < to ? [from, to] : null);
  }

  /** How many spans were at work at each column of the strip. */
  density(width) {
    const { model } = this;
    const columns = new Float32Array(width + 1);
    for (let i = 0; i < model.count; i++) {
      const pieces = model.ownPieces(i);
      for (let p = 0; p < pieces.length; p += 2) {
        const left = Math.max(0, Math.min(width - 1, Math.floor(this.whole.x(pieces[p]))));
        columns[left]++;
        columns[Math.max(left + 1, Math.min(width, Math.floor(this.whole.x(pieces[p + 1]))))]--;
      }
    }
    for (let x = 1; x < width; x++) {
      columns[x] += columns[x - 1];
    }
    return columns;
  }

  /** Paints once before the next frame, however often it is asked to. */
  paint() {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.painted();
    });
  }

  painted() {
    const width = this.element.clientWidth;
    if (!width) {
      return;
    }
    const ratio = devicePixelRatio || 1;
    if (this.canvas.width !== Math.round(width * ratio)) {
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = HEIGHT * ratio;
      this.columns = null;
    }
    this.whole.width = width;
    if (!this.columns || this.model.growth) {
      this.columns = this.density(width);
    }
    const context = this.canvas.getContext('2d');
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, HEIGHT);
    // read anew each time: the theme may have changed. As a colour of the element, since a drawing knows no colours of the system
    const style = getComputedStyle(this.canvas);
    const known = new Map();
    const token = (name) => {
      if (!known.has(name)) {
        this.canvas.style.color = `var(--${name})`;
        known.set(name, style.color);
      }
      return known.get(name);
    };
    this.paintDensity(context, width, token('internal'));
    this.paintCritical(context, token);
    this.paintWindow(context, width, token);
  }

  /** What was waited for; of pieces that share a pixel the first is enough. */
  paintCritical(context, token) {
    let painted = 0;
    for (const segment of this.model.critical) {
      const end = this.whole.x(segment.e);
      if (end <= painted) {
        continue;
      }
      const x = Math.max(painted, this.whole.x(segment.s));
      context.fillStyle = token(this.model.failed[segment.i] ? 'error' : KINDS[this.model.kind[segment.i]]);
      context.fillRect(x, HEIGHT - 5, Math.max(1, end - x), 4);
      painted = Math.max(x + 1, end);
    }
  }

  paintDensity(context, width, fill) {
    const most = this.columns.reduce((a, b) => Math.max(a, b), 1);
    context.fillStyle = fill;
    context.globalAlpha = 0.6;
    for (let x = 0; x < width; x++) {
      // by the root, so that a peak does not flatten all the rest
      const height = this.columns[x] > 0 ? Math.max(1, (HEIGHT - 9) * Math.sqrt(this.columns[x] / Math.max(3, most))) : 0;
      context.fillRect(x, HEIGHT - 7 - height, 1, height);
    }
    context.globalAlpha = 1;
  }

  paintWindow(context, width, token) {
    const { scale, model } = this;
    const [from, to] = scale.window ? [this.whole.x(scale.from), this.whole.x(scale.to)] : [0, width];
    if (scale.window) {
      context.fillStyle = token('veil');
      context.fillRect(0, 0, from, HEIGHT);
      context.fillRect(to, 0, width - to, HEIGHT);
      context.fillStyle = token('focus');
      context.fillRect(from - 1, 0, 2, HEIGHT);
      context.fillRect(to - 1, 0, 2, HEIGHT);
    }
    const steps = [scale.from, scale.to].map((at) => Math.round(STEPS * at / Math.max(1, model.endNs)));
    [this.start, this.end].forEach((input, n) => {
      input.value = String(steps[n]);
      attr(input, 'aria-valuetext', duration([scale.from, scale.to][n]));
    });
    this.words.textContent = scale.window ? `${duration(scale.from)} – ${duration(scale.to)}` : '';
  }

}
