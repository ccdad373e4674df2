/** Draws in the column of the names: the lines of the tree, and a bracket around what ran in parallel. */
import { attr } from './dom.js';
import { MAX_INDENT } from './model.js';
import { ROW } from './pool.js';
import { Drawing } from './timeline.js';

const INDENT = 14;
const LEFT = 15;

export class Brackets {

  constructor(model, shown) {
    this.model = model;
    this.shown = shown;
    this.drawing = new Drawing('brackets');
  }

  paint(first, last) {
    const { model, shown, drawing } = this;
    drawing.element.style.top = `${first * ROW}px`;
    attr(drawing.element, 'height', Math.max(0, last - first + 1) * ROW);
    for (let row = first; row <= last; row++) {
      const depth = Math.min(model.depth[shown.rows[row]], MAX_INDENT);
      const y = (row - first) * ROW;
      for (let level = 1; level <= depth; level++) {
        drawing.add('guide', `M${this.x(level)} ${y}v${ROW}`);
      }
    }
    for (const group of model.json.groups ?? []) {
      const [top, bottom] = shown.reach(group);
      if (last >= first && top >= 0 && bottom > top && top <= last && bottom >= first) {
        this.bracket(group, Math.max(first - 1, top), Math.min(last + 1, bottom), first, last);
      }
    }
    drawing.flush();
  }

  bracket(group, top, bottom, first, last) {
    const { model, shown, drawing } = this;
    const x = this.x(Math.min(model.depth[group.members[0]], MAX_INDENT));
    drawing.add('bracket', `M${x} ${(top - first) * ROW + 12}V${(bottom - first) * ROW + 12}`);
    for (const member of group.members) {
      const row = shown.rowOf[member];
      if (row >= first && row <= last) {
        drawing.add('bracket', `M${x - 0.75} ${(row - first) * ROW + 12}h7`);
      }
    }
  }

  x(level) {
    return LEFT + (level - 1) * INDENT + 0.5;
  }

}
