/** Where on the screen a moment is. */

const TAIL = 0.15;
const MIN_WINDOW = 1000;

export class Scale {

  /**
   * @param {{rootEnd: number, endNs: number}} model whose time is shown; it may grow
   * @param {number} width of the screen
   */
  constructor(model, width = 600) {
    this.model = model;
    this.width = width;
    this.window = null;
  }

  /** The first moment shown. */
  get from() {
    return this.window ? this.window[0] : 0;
  }

  /** The last moment shown. */
  get to() {
    return this.window ? this.window[1] : Math.max(1, this.model.endNs);
  }

  /** Whether the time after the root's end is drawn closer, so that it does not take the room of what was waited for. */
  get folded() {
    const { rootEnd, endNs } = this.model;
    return !this.window && rootEnd > 0 && (endNs - rootEnd) / endNs > TAIL;
  }

  x(t) {
    if (this.folded) {
      const { rootEnd, endNs } = this.model;
      return this.width * (t <= rootEnd ? (1 - TAIL) * t / rootEnd : 1 - TAIL + TAIL * (t - rootEnd) / (endNs - rootEnd));
    }
    return this.width * (t - this.from) / (this.to - this.from);
  }

  at(x) {
    const part = x / this.width;
    if (this.folded) {
      const { rootEnd, endNs } = this.model;
      return part <= 1 - TAIL ? rootEnd * part / (1 - TAIL) : rootEnd + (endNs - rootEnd) * (part - 1 + TAIL) / TAIL;
    }
    return this.from + part * (this.to - this.from);
  }

  /** Shows a time; too much shows the whole. */
  fit(from, to) {
    const end = Math.max(1, this.model.endNs);
    const length = Math.max(MIN_WINDOW, to - from);
    const start = Math.max(0, Math.min(from, end - length));
    this.window = start <= 0 && length >= end ? null : [start, Math.min(end, start + length)];
  }

  /** Shows a span, with a little of what is around it. */
  around(from, to) {
    const margin = Math.max(500, (to - from) * 0.05);
    this.fit(from - margin, to + margin);
  }

  whole() {
    this.window = null;
  }

  zoom(factor, x = this.width / 2) {
    const at = this.at(x);
    const length = (this.to - this.from) * factor;
    this.fit(at - length * x / this.width, at + length * (1 - x / this.width));
  }

  pan(part) {
    const by = (this.to - this.from) * part;
    if (this.window) {
      this.fit(this.from + by, this.to + by);
    }
  }

}
