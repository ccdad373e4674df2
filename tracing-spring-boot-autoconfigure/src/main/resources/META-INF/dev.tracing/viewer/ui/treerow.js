/** A row of the tree: its elements, and how a span is put into them. */
import { attr, h, icon, setIcon, text } from './dom.js';
import { duration, offset, percent, shortThread, spoken } from './format.js';
import { KINDS, MAX_INDENT } from './model.js';
import { colour } from './timeline.js';

/** Makes the elements of a row; they are used again for other spans. */
export function makeRow() {
  const row = h('div', { role: 'row', class: 'row', tabindex: '-1' },
    h('div', { role: 'gridcell', class: 'name' },
      h('span', { class: 'indent' }), h('span', { class: 'chevron' }), icon('internal'),
      h('span', { class: 'label' }), h('span', { class: 'chips' }), h('span', { class: 'thread' })),
    h('div', { role: 'gridcell', class: 'number total' }),
    h('div', { role: 'gridcell', class: 'number self' }),
    h('div', { role: 'gridcell', class: 'number critical' }),
    h('div', { role: 'gridcell', class: 'time' }, h('span', { class: 'took' })));
  const [name, total, self, critical, time] = row.children;
  const [indent, chevron, sign, label, chips, thread] = name.children;
  row.parts = { indent, chevron, sign, label, chips, thread, total, self, critical, took: time.firstChild };
  return row;
}

/**
 * Puts a span into a row.
 * @param {any} row as makeRow makes it
 * @param {number} index which row it is
 * @param {any} view has model, shown, scale, pool and selected
 */
export function paintRow(row, index, view) {
  const { model, shown } = view;
  const i = shown.rows[index];
  const { indent, chevron, sign, label, chips, thread, total, self, critical } = row.parts;
  const flat = Boolean(shown.sort);
  const depth = flat ? 0 : model.depth[i];
  const parent = !flat && model.children[i].length > 0;
  row.span = i;
  attr(row, 'class', `row ${index % 2 ? 'odd' : ''} ${i === view.selected ? 'selected' : ''} ${shown.hits[i] ? 'hit' : ''} `
    + `${model.isDetached(i) ? 'detached' : ''} ${model.isSpan(i) ? '' : 'synthetic'}`);
  aria(row, index, i, view, parent);
  indent.style.width = `${Math.min(depth, MAX_INDENT) * 14}px`;
  text(indent, depth > MAX_INDENT ? String(depth) : '');
  attr(chevron, 'class', `chevron ${parent ? (model.open[i] ? 'open' : 'closed') : ''}`);
  setIcon(sign, KINDS[model.kind[i]]);
  attr(sign, 'class', `icon ${colour(model, i, view.by)}`);
  text(label, model.nameOf(i));
  attr(label, 'title', model.nameOf(i));
  const wanted = chipsOf(model, i);
  const key = wanted.map(([name, words]) => name + words).join('|');
  if (row.chips !== key) {
    row.chips = key;
    chips.replaceChildren(...wanted.map(([name, words, title]) => h('span', { class: `chip ${name}`, title }, words)));
  }
  text(thread, flat || model.changesThread(i) ? shortThread(model.threadOf(i)) : '');
  attr(thread, 'title', model.threadOf(i));
  text(total, duration(model.durationOf(i)));
  text(self, duration(model.selfOf(i)));
  if (flat) {
    text(critical, model.criticalNs[i] ? duration(model.criticalNs[i]) : '');
  }
  placeTook(row, i, view);
}

function aria(row, index, i, view, parent) {
  const { model, shown, pool } = view;
  const siblings = model.parent[i] < 0 ? model.roots : model.children[model.parent[i]];
  attr(row, 'id', `row-${index}`);
  attr(row, 'aria-rowindex', index + 2);
  attr(row, 'aria-level', shown.sort ? 1 : model.depth[i] + 1);
  attr(row, 'aria-setsize', shown.sort ? shown.length : siblings.length);
  attr(row, 'aria-posinset', shown.sort ? index + 1 : position(model, i, siblings) + 1);
  attr(row, 'aria-expanded', parent ? String(Boolean(model.open[i])) : null);
  attr(row, 'aria-selected', String(i === view.selected));
  attr(row, 'aria-label', nameOf(model, i));
  attr(row, 'tabindex', index === pool.active ? '0' : '-1');
}

/** Where a row is among its siblings, which are in the order of their start. */
function position(model, i, siblings) {
  let low = 0;
  for (let high = siblings.length; low < high;) {
    const middle = (low + high) >> 1;
    const other = siblings[middle];
    if (model.start[other] < model.start[i] || (model.start[other] === model.start[i] && other < i)) {
      low = middle + 1;
    }
    else {
      high = middle;
    }
  }
  return low;
}

/** What a row is called for who cannot see it: all that its drawing tells. */
export function nameOf(model, i) {
  const span = model.spans[i];
  const group = model.groupOf(i);
  const repeated = KINDS[model.kind[i]] === 'repeat' && `repeated ${model.children[i].length} times`;
  return [model.nameOf(i), KINDS[model.kind[i]], repeated, spoken(model.durationOf(i)), `self ${spoken(model.selfOf(i))}`,
    `starts at ${spoken(model.start[i])}`, span?.q > 0 && `queued ${spoken(span.q)}`,
    model.criticalNs[i] > 0 && `on critical path, ${percent(model.criticalNs[i], model.durNs)}`,
    group && `parallel with ${group.members.length - 1}`, model.isDetached(i) && 'detached', model.isRunning(i) && 'running',
    model.failed[i] && 'error', ...(model.warnings.get(i) ?? []).map((warning) => `warning ${warning.rule} ${warning.msg}`)]
    .filter(Boolean).join(', ');
}

/** What is told beside the name of a span, as class, words and explanation. */
function chipsOf(model, i) {
  const chips = [];
  const parallel = model.parallelism(i);
  const span = model.spans[i];
  if (KINDS[model.kind[i]] === 'repeat') {
    chips.push(['repeat', `×${model.children[i].length}`, 'repeated calls: → shows each']);
  }
  if (parallel) {
    chips.push(['parallel', `∥${parallel.max} ${parallel.factor.toFixed(1)}×`,
      `${parallel.max} children ran at the same time at most; one by one they had taken ${parallel.factor.toFixed(1)} times as long`]);
  }
  if (model.failed[i]) {
    chips.push(['error', '! error', 'this span failed']);
  }
  else if (model.failedBelow[i] && !model.open[i]) {
    chips.push(['error', '!', 'a span below failed']);
  }
  if (model.isRunning(i)) {
    chips.push(['running', '► running', 'not ended yet']);
  }
  if (model.isDetached(i)) {
    chips.push(['detached', '↗ detached', 'its parent did not wait for it']);
  }
  if (span?.q >= 1e6) {
    chips.push(['queue', `queued ${duration(span.q)}`, 'waited so long for a thread']);
  }
  const rules = [...new Set((model.warnings.get(i) ?? []).map((warning) => warning.rule))];
  if (rules.length) {
    chips.push(['warning', `⚠\uFE0E ${rules.join(' ')}`, (model.warnings.get(i) ?? []).map((warning) => warning.msg).join('\n')]);
  }
  return chips;
}

/** Puts the duration beside the bar: on its right, on its left, or inside. */
export function placeTook(row, i, { model, scale }) {
  const { took } = row.parts;
  const words = duration(model.durationOf(i));
  const width = 8 + words.length * 7;
  // the wait in a queue is drawn, too
  const left = scale.x(model.start[i] - (model.spans[i]?.q ?? 0));
  const right = Math.max(scale.x(model.start[i]) + 2, scale.x(model.endOf(i)));
  const gone = right < 0 || left > scale.width;
  text(took, gone ? '' : words);
  const after = right + width < scale.width;
  const inside = !after && left - width < 0;
  attr(took, 'class', `took ${inside ? `inside ${model.isDetached(i) ? 'hollow' : ''}` : ''}`);
  attr(took, 'title', `starts ${offset(model.start[i])}`);
  const x = after ? Math.max(right, 0) + 6 + (model.isRunning(i) ? 6 : 0)
    : inside ? Math.max(4, Math.min(scale.width, right) - width - 2) : left - width;
  // not a transform, of which each would be a layer of its own
  took.style.left = `${Math.round(x)}px`;
}
