/** Rows of one height, of which only those that can be seen are elements. */

export const ROW = 24;
const AROUND = 4;

export class RowPool {

  /**
   * @param {HTMLElement} scroller scrolls; its first child stays at the top
   * @param {HTMLElement} body is as high as all rows
   * @param {{make: () => HTMLElement, paint: (row: HTMLElement, index: number) => void, painted?: (first: number, last: number) => void}} painter
   */
  constructor(scroller, body, painter) {
    this.scroller = scroller;
    this.body = body;
    this.painter = painter;
    this.count = 0;
    this.active = 0;
    /** @type {Map<number, HTMLElement>} */
    this.mounted = new Map();
    this.free = [];
    this.frame = 0;
    scroller.addEventListener('scroll', () => {
      this.frame ||= requestAnimationFrame(() => this.paint());
    }, { passive: true });
    this.resizing = new ResizeObserver(() => this.refresh());
    this.resizing.observe(scroller);
  }

  close() {
    this.resizing.disconnect();
    cancelAnimationFrame(this.frame);
  }

  setCount(count) {
    this.count = count;
    this.active = Math.max(0, Math.min(this.active, count - 1));
    this.body.style.height = `${count * ROW}px`;
  }

  get head() {
    return /** @type {HTMLElement} */ (this.scroller.firstElementChild).offsetHeight;
  }

  /** Paints all rows again. */
  refresh() {
    this.paint(true);
  }

  paint(all = false) {
    this.frame = 0;
    const { scrollTop, clientHeight } = this.scroller;
    const first = Math.max(0, Math.floor(scrollTop / ROW) - AROUND);
    const last = Math.min(this.count - 1, Math.ceil((scrollTop + clientHeight) / ROW) + AROUND);
    for (const [index, row] of this.mounted) {
      // who has the focus keeps its element, however far away it is
      if ((index < first || index > last) && (index !== this.active || index >= this.count)) {
        this.mounted.delete(index);
        this.free.push(row);
      }
    }
    if (this.count && !this.mounted.has(this.active)) {
      this.mount(this.active);
    }
    for (let index = first; index <= last; index++) {
      if (!this.mounted.has(index)) {
        this.mount(index);
      }
      else if (all) {
        this.painter.paint(this.mounted.get(index), index);
      }
    }
    if (all && this.count && (this.active < first || this.active > last)) {
      this.painter.paint(this.mounted.get(this.active), this.active);
    }
    this.free.splice(0).forEach((row) => row.remove());
    this.painter.painted?.(first, last);
  }

  mount(index) {
    const row = this.free.pop() ?? this.painter.make();
    row.style.top = `${index * ROW}px`;
    this.mounted.set(index, row);
    this.painter.paint(row, index);
    if (!row.isConnected) {
      this.body.append(row);
    }
  }

  /** Makes a row the one that has the focus when the rows get it. */
  activate(index, focus = false) {
    if (!this.count) {
      return;
    }
    const before = this.active;
    this.active = Math.max(0, Math.min(index, this.count - 1));
    this.show(this.active);
    this.paint();
    for (const changed of [before, this.active]) {
      const row = this.mounted.get(changed);
      if (row) {
        this.painter.paint(row, changed);
      }
    }
    if (focus) {
      this.mounted.get(this.active)?.focus({ preventScroll: true });
    }
  }

  /** Scrolls as little as shows a row. */
  show(index) {
    const top = index * ROW;
    const room = this.scroller.clientHeight - this.head;
    if (top < this.scroller.scrollTop) {
      this.scroller.scrollTop = top;
    }
    else if (top + ROW > this.scroller.scrollTop + room) {
      this.scroller.scrollTop = top + ROW - room;
    }
  }

  /** How many rows fit. */
  get page() {
    return Math.max(1, Math.floor((this.scroller.clientHeight - this.head) / ROW) - 1);
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
