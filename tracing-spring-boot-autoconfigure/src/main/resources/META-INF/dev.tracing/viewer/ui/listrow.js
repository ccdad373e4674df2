/** A row of the list of traces. */
import { attr, h, icon, s, setIcon, text } from './dom.js';
import { count, duration, shortThread, spoken, timeOfDay } from './format.js';

export function makeListRow() {
  const spark = s('svg', { class: 'spark', width: '62', height: '16', 'aria-hidden': 'true' }, s('path', {}));
  const cell = (name, ...children) => h('div', { role: 'gridcell', class: name }, ...children);
  const row = h('div', { role: 'row', class: 'row', tabindex: '-1' },
    cell('at'), cell('name', icon('server'), h('span', { class: 'label' }), h('span', { class: 'state' })),
    cell('duration', h('div', { class: 'bar' }, h('i', { class: 'main' }), h('i', { class: 'after' })), h('span', {})),
    cell('number spans'), cell('number parallel'), cell('conc', spark), cell('flags'), cell('thread'));
  const [at, name, took, spans, parallel, , flags, thread] = row.children;
  row.parts = { at, sign: name.children[0], label: name.children[1], state: name.children[2], main: took.firstChild.children[0],
    after: took.firstChild.children[1], took: took.lastChild, spans, parallel, spark: spark.firstChild, flags, thread };
  return row;
}

/**
 * Puts a trace into a row.
 * @param {any} row
 * @param {number} index
 * @param {any} list has shown, pool and part, which tells how long a bar is
 */
export function paintListRow(row, index, list) {
  const trace = list.shown[index];
  const parts = row.parts;
  const running = trace.state === 'open';
  row.trace = trace;
  attr(row, 'class', `row ${index % 2 ? 'odd' : ''} ${running ? 'running' : ''} ${trace.errors ? 'failed' : ''} k-${trace.kind}`);
  attr(row, 'aria-rowindex', index + 2);
  attr(row, 'tabindex', index === list.pool.active ? '0' : '-1');
  text(parts.at, timeOfDay(trace.startUs));
  setIcon(parts.sign, trace.kind);
  attr(parts.sign, 'class', `icon c-${trace.kind}`);
  text(parts.label, trace.label);
  attr(parts.label, 'title', trace.label);
  text(parts.state, running ? '► running' : '');
  const { durNs, endNs } = list.lengthOf(trace);
  const part = Math.min(1, list.part(durNs));
  parts.main.style.width = `${Math.max(0.8, 100 * part)}%`;
  parts.after.style.left = `${100 * part}%`;
  parts.after.style.width = `${Math.max(0, 100 * (Math.min(1, list.part(endNs)) - part))}%`;
  text(parts.took, duration(durNs) + (running && durNs === endNs ? '…' : ''));
  text(parts.spans, count(trace.spans));
  text(parts.parallel, trace.maxPar > 1 ? `∥${trace.maxPar}` : '');
  attr(parts.spark, 'd', spark(trace.conc ?? ''));
  const flags = flagsOf(trace);
  const key = flags.map((flag) => flag.join()).join('|');
  if (row.flags !== key) {
    row.flags = key;
    parts.flags.replaceChildren(...flags.map(([name, words, title, more]) =>
      h('span', { class: `chip ${name}`, title }, words, more && h('span', { class: 'more' }, ` ${more}`))));
  }
  text(parts.thread, shortThread(trace.thread ?? ''));
  attr(parts.thread, 'title', trace.thread);
  attr(row, 'aria-label', [trace.label, trace.kind, running ? 'running' : spoken(durNs), `${trace.spans} spans`,
    trace.maxPar > 1 && `${trace.maxPar} parallel at most`, ...flags.map((flag) => flag[2]), `at ${timeOfDay(trace.startUs)}`].filter(Boolean).join(', '));
}

/** How much was going on in each twelfth of the trace, as columns. */
function spark(levels) {
  const values = Array.from(levels, (level) => parseInt(level, 36) || 0);
  const most = Math.max(2, ...values);
  return values.map((value, at) => value ? `M${at * 5 + 0.5} 16v${-Math.max(2, Math.round(15 * value / most))}h4v16z` : `M${at * 5 + 0.5} 16v-1h4v1z`).join('');
}

/** What is worth a look: class, words, explanation, and words for which there may be no room. */
function flagsOf(trace) {
  const flags = [];
  if (trace.errors) {
    flags.push(['error', `! ${trace.errors}`, `${trace.errors} errors`]);
  }
  const warnings = (trace.warnings ?? []).filter(([rule]) => rule !== 'W10' && rule !== 'W11');
  if (warnings.length) {
    flags.push(['warning', '⚠\uFE0E', `warnings ${warnings.map(([rule]) => rule).join(', ')}`,
      warnings.map(([rule, times]) => rule + (times > 1 ? `×${times}` : '')).join(' ')]);
  }
  if ((trace.warnings ?? []).some(([rule]) => rule === 'W10')) {
    flags.push(['repeat', '⊞', 'repeated calls', 'repeats']);
  }
  if (trace.endNs > trace.durNs * 1.01 && trace.state !== 'open') {
    flags.push(['detached', '↗', 'work went on after the root ended', duration(trace.endNs - trace.durNs)]);
  }
  if (trace.truncated) {
    flags.push(['warning', 'cut', 'not all spans were kept']);
  }
  return flags;
}
