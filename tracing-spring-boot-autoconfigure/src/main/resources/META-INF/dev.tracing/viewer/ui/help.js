/** The page that explains the signs, the keys and the limits. */
import * as api from './api.js';
import { h, replace, toggle } from './dom.js';
import { count } from './format.js';
import { LIST_KEYS, TRACE_KEYS, lettersAct, setLetters } from './keys.js';
import { RULES } from './legend.js';

const SIGNS = [
  ['own', 'Full colour: the span itself was at work, or waited for something that has no span.'],
  ['below', 'Pale: spans below it ran.'],
  ['rail', 'Critical path: what the end of the root had to wait for. To make the whole faster, make this faster.'],
  ['dotted', 'The path where it is inferred, or where a task was idle or in a queue.'],
  ['bracket', 'The spans at a bracket ran at the same time. ∥3 2.4×: three at most; one by one they had taken 2.4 times as long.'],
  ['band', 'The time in which they overlapped.'],
  ['queued', 'Waited for a thread.'],
  ['detached', 'Nobody waited for it. What is right of the dashed line happened after the root had ended.'],
  ['stripes', 'Failed.'],
];

export class HelpPage {

  constructor(back) {
    const letters = toggle('single letters act', lettersAct(), (event) => {
      setLetters(!lettersAct());
      event.currentTarget.setAttribute('aria-pressed', String(lettersAct()));
    });
    this.limits = h('dl', {});
    this.element = h('main', { class: 'help' }, h('p', {}, h('a', { href: back, class: 'back' }, '‹ back')),
      h('h1', {}, 'How to read this'),
      h('h2', {}, 'Signs'), h('ul', { class: 'signs legend' }, ...SIGNS.map(([name, words]) => h('li', {}, h('i', { class: name }), words))),
      h('p', {}, 'Colours tell the kind of a span, or its thread; icons and words tell the same.'),
      h('h2', {}, 'Keys in a trace'), keys([['/', 'find'], ...TRACE_KEYS]),
      h('h2', {}, 'Keys in the list'), keys([['/', 'filter'], ...LIST_KEYS]),
      h('h2', {}, 'Keys everywhere'), keys([['t', 'light, dark, as the system'], ['?', 'this page']]),
      h('p', {}, letters, ' Letters act while a row has the focus, / t and ? while nothing is typed.'),
      h('p', {}, 'Click a row for its details, the triangle to open it, with Alt all below it. Double-click a bar to fit the time to it. '
        + 'Drag on the ruler or the strip to zoom, Ctrl and wheel zooms, Shift and wheel moves.'),
      h('h2', {}, 'Warnings'), h('dl', { class: 'rules' }, ...Object.entries(RULES).flatMap(([rule, [title, unless]]) =>
        [h('dt', {}, `${rule} ${title}`), h('dd', {}, `a false alarm if ${unless}`.replace('if never', 'never'))])),
      h('h2', {}, 'Limits in force'), this.limits);
    this.load();
  }

  async load() {
    try {
      const { limits, dropped, sampling } = await api.limits();
      const told = [...Object.entries(limits).map(([name, value]) => [name, name === 'bytes' ? `${Math.round(value / 1048576)} MiB` : count(value)]),
        ...Object.entries(dropped).map(([name, value]) => [`${name} dropped since start`, count(value)]), ['sampling', String(sampling)]];
      replace(this.limits, ...told.flatMap(([name, value]) => [
        h('dt', {}, name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)), h('dd', {}, value)]));
    }
    catch (refused) {
      replace(this.limits, h('dt', {}, refused.message));
    }
  }

  close() {
  }

}

function keys(told) {
  const name = (key) => ({ ArrowDown: '↓', ArrowUp: '↑', ArrowLeft: '←', ArrowRight: '→', 'Shift+ArrowLeft': 'Shift ←', 'Shift+ArrowRight': 'Shift →' }[key] ?? key);
  return h('dl', { class: 'keys' }, ...told.flatMap(([names, words]) =>
    [h('dt', {}, ...names.split(' ').map((each) => h('kbd', {}, name(each)))), h('dd', {}, words)]));
}
