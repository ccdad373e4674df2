/** Rows of one height, of which only those that can be seen are elements. */

export const ROW = 24;
const AROUND = 2;

/**
 * What is asked of it is painted once, before the browser gets to do anything else, however much is asked. Sizes are read when they change and
 * not when they are used: reading one between two writes makes the browser lay out the page once more.
 */
export class RowPool {

  /**
   * @param {HTMLElement} scroller scrolls; its first child stays at the top
   * @param {HTMLElement} body is as high as all rows
   * @param {{make: () => HTMLElement, paint: (row: HTMLElement, index: number) => void, painted?: (first: number, last: number) => void,
   * measured?: () => void}} painter
   */
  constructor(scroller, body, painter) {
    this.scroller = scroller;
    this.body = body;
    this.painter = painter;
    this.count = 0;
    this.active = 0;
    this.top = 0;
    this.height = 0;
    this.head = 0;
    /** @type {Map<number, HTMLElement>} */
    this.mounted = new Map();
    this.free = [];
    this.frame = 0;
    this.wanted = { asked: false, all: false, shown: -1, focus: false };
    scroller.addEventListener('scroll', () => {
      this.top = scroller.scrollTop;
      this.frame ||= requestAnimationFrame(() => this.paint());
    }, { passive: true });
    this.resizing = new ResizeObserver(() => this.measure() && this.refresh());
    this.resizing.observe(scroller);
  }

  close() {
    this.closed = true;
    this.resizing.disconnect();
    cancelAnimationFrame(this.frame);
  }

  setCount(count) {
    this.count = count;
    this.active = Math.max(0, Math.min(this.active, count - 1));
    this.body.style.height = `${count * ROW}px`;
  }

  /** Reads the sizes. @returns whether they are others than before */
  measure() {
    const { scroller, height, width } = this;
    this.height = scroller.clientHeight;
    this.width = scroller.clientWidth;
    this.head = /** @type {HTMLElement} */ (scroller.firstElementChild).offsetHeight;
    this.painter.measured?.();
    return this.height !== height || this.width !== width;
  }

  /** Paints all rows again. */
  refresh() {
    this.wanted.all = true;
    this.soon();
  }

  soon() {
    if (!this.wanted.asked) {
      this.wanted.asked = true;
      queueMicrotask(() => this.paint());
    }
  }

  paint() {
    const { all, shown, focus } = this.wanted;
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.wanted.asked = false;
    if (this.closed || (!this.height && (!this.scroller.isConnected || !this.measure()))) {
      // it is asked again when there is room
      return;
    }
    this.wanted = { asked: false, all: false, shown: -1, focus: false };
    this.scroll(shown);
    const first = Math.max(0, Math.floor(this.top / ROW) - AROUND);
    const last = Math.min(this.count - 1, Math.ceil((this.top + this.height) / ROW) + AROUND);
    this.recycle(first, last);
    for (let index = first; index <= last; index++) {
      this.mount(index, all);
    }
    if (this.count && (this.active < first || this.active > last)) {
      this.mount(this.active, all);
    }
    this.free.splice(0).forEach((row) => row.remove());
    this.painter.painted?.(first, last);
    if (focus) {
      this.mounted.get(this.active)?.focus({ preventScroll: true });
    }
  }

  /** Scrolls as little as shows a row, if one is to be shown; fewer rows than before may have moved what can be seen. */
  scroll(shown) {
    const { top } = this;
    const room = this.height - this.head;
    if (shown >= 0) {
      this.top = Math.max(Math.min(top, shown * ROW), (shown + 1) * ROW - room);
    }
    this.top = Math.max(0, Math.min(this.top, this.count * ROW - room));
    if (this.top !== top) {
      this.scroller.scrollTop = this.top;
    }
  }

  /** Frees the rows that cannot be seen. Who has the focus keeps its element, however far away it is. */
  recycle(first, last) {
    for (const [index, row] of this.mounted) {
      if ((index < first || index > last) && (index !== this.active || index >= this.count)) {
        this.mounted.delete(index);
        this.free.push(row);
      }
    }
  }

  mount(index, again) {
    const known = this.mounted.get(index);
    if (known) {
      again && this.painter.paint(known, index);
      return;
    }
    const row = this.free.pop() ?? this.painter.make();
    row.style.top = `${index * ROW}px`;
    this.mounted.set(index, row);
    this.painter.paint(row, index);
    if (!row.isConnected) {
      this.body.append(row);
    }
  }

  /** Makes a row the one that has the focus when the rows get it, and shows it. */
  activate(index, focus = false) {
    if (this.count) {
      this.active = Math.max(0, Math.min(index, this.count - 1));
      this.wanted.shown = this.active;
      this.wanted.focus ||= focus;
      this.refresh();
    }
  }

  /** How many rows fit. */
  get page() {
    return Math.max(1, Math.floor((this.height - this.head) / ROW) - 1);
  }

  /** The row at a place on the screen. */
  at(clientY) {
    return Math.floor((clientY - this.body.getBoundingClientRect().top) / ROW);
  }

  /** Whether the focus is on one of the rows. */
  get focused() {
    return this.body.contains(document.activeElement);
  }

}
