/** What is known of one span. Attributes and events are loaded when they are looked at. */
import * as api from './api.js';
import { copy, h, icon, plain, replace } from './dom.js';
import { duration, offset, percent, things } from './format.js';
import { RULES } from './legend.js';
import { KINDS } from './model.js';
import { traceHash } from './route.js';

const WHY = {
  self: 'the root itself', last: 'the last that its parent waited for', order: 'came before the next in the same task',
  queued: 'held the thread that the next one waited for', submit: 'the last before the next one was submitted',
  inferred: 'inferred: the last to end before the next one started', idle: 'a task between two spans',
  queue: 'a task was waiting for a thread',
};

const WALK_MS = 200;
const IDLE_TOLD = 3;

export class Details {

  /** @param {any} page the page whose span is told */
  constructor(page) {
    this.page = page;
    this.element = h('aside', { class: 'details', 'aria-label': 'Details', tabindex: '-1', keydown: (event) => {
      if (event.key === 'Escape') {
        page.view.select(page.view.selected, true);
      }
    } });
    this.shown = '';
    this.at = -Infinity;
  }

  focus() {
    this.element.focus();
  }

  /** Shows a span. */
  show(i) {
    const { model } = this.page;
    const loaded = h('div', { class: 'loaded' });
    const id = `${model.json.id}/${model.idOf(i)}`;
    replace(this.element,
      h('h2', {}, icon(KINDS[model.kind[i]]), h('span', {}, model.nameOf(i))),
      h('div', { class: 'actions' },
        h('button', { type: 'button', click: () => this.page.fit() }, 'fit'),
        model.parent[i] >= 0 && h('button', { type: 'button', click: () => this.page.view.select(this.page.model.parent[this.i]) }, 'parent'),
        h('button', { type: 'button', click: () => this.page.copyLine() }, 'copy line'),
        model.isSpan(i) && h('button', { type: 'button', click: () => copy(model.spans[i].id) }, 'copy id')),
      this.known = h('div', {}, this.facts(i), ...this.findings(i)), loaded);
    this.i = i;
    clearTimeout(this.timer);
    if (model.isSpan(i)) {
      // who walks through the rows does not ask for each
      const walking = performance.now() - this.at < WALK_MS;
      this.at = performance.now();
      this.shown = id;
      walking ? this.timer = setTimeout(() => this.load(i, id, loaded), WALK_MS) : this.load(i, id, loaded);
    }
  }

  /** Tells anew what changes while a span runs; nothing that has the focus is replaced. */
  grow() {
    replace(this.known, this.facts(this.i), ...this.findings(this.i));
  }

  facts(i) {
    const { model } = this.page;
    const span = model.spans[i];
    const group = model.groupOf(i);
    const others = group?.members.filter((member) => member !== i) ?? [];
    const why = [...new Set(model.critical.filter((segment) => segment.i === i).map((segment) => WHY[segment.why] ?? segment.why))];
    const facts = [
      ['kind', KINDS[model.kind[i]]],
      ['status', span && (span.st ?? 'unset')],
      ['starts', offset(model.start[i])],
      ['takes', `${duration(model.durationOf(i))}, self ${duration(model.selfOf(i))}`],
      ['critical', model.criticalNs[i] > 0 && `${duration(model.criticalNs[i])} (${percent(model.criticalNs[i], model.durNs)})`],
      ['', model.criticalNs[i] > 0 && why.join('; ')],
      ['idle', this.idle(i)],
      ['queued', span?.q > 0 && `${duration(span.q)} before it started`],
      ['thread', model.threadOf(i)],
      ['parallel', others.length > 0 && others.slice(0, 5).map((other) => model.nameOf(other)).join(', ')
        + (others.length > 5 ? ` and ${others.length - 5} more` : '')],
      ['detached', model.isDetached(i) && 'its parent did not wait for it'],
      ['children', model.children[i].length > 0 && String(model.children[i].length)],
      ['span id', span?.id],
    ];
    return h('dl', {}, ...facts.filter(([, value]) => value).flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
  }

  /** What tasks of a span may have been waiting for between two spans. */
  idle(i) {
    const { model } = this.page;
    return model.critical.filter((segment) => segment.i === i && segment.cand).slice(0, IDLE_TOLD)
      .map((segment) => `${duration(segment.e - segment.s)} from ${offset(segment.s)}, perhaps waiting for `
        + [...new Set(segment.cand.map((other) => model.nameOf(other)))].join(', ')).join('; ');
  }

  findings(i) {
    return (this.page.model.warnings.get(i) ?? []).map((warning) => {
      const [title, unless] = RULES[warning.rule] ?? ['', ''];
      const data = Object.entries(warning.data ?? {}).map(([name, value]) =>
        `${name.replace(/Ns$/, '')}: ${name.endsWith('Ns') ? duration(Number(value)) : plain([value].flat().join(', '))}`);
      return h('section', { class: `finding ${warning.level}` },
        h('h3', {}, `⚠\uFE0E ${warning.rule} ${title}`), h('p', {}, plain(warning.msg)),
        data.length > 0 && h('p', { class: 'evidence' }, data.join(' · ')),
        unless && h('p', { class: 'unless' }, `may be a false alarm: ${unless}`));
    });
  }

  async load(i, id, into) {
    const span = this.page.model.spans[i];
    try {
      const told = await api.span(this.page.model.json.id, span.id);
      if (this.shown === id) {
        replace(into, ...loadedParts(told, this.page.model));
      }
    }
    catch (refused) {
      replace(into, h('p', { class: 'quiet' }, `attributes: ${refused.message}`));
    }
  }

}

function loadedParts(told, model) {
  const failure = [told.errorType, told.statusText].filter(Boolean).join(': ');
  return [
    ...section('failure', failure ? [h('p', { class: 'failure' }, plain(failure))] : []),
    told.cancelled && h('p', {}, 'cancelled'),
    ...section('attributes', pairs(told.attributes).map(([name, value]) => row(name, value))),
    ...section('events', (told.events ?? []).flatMap((event) => [
      row(offset(event.t), event.name), ...pairs(event.attributes).map(([name, value]) => row(`  ${name}`, value))])),
    ...section('links', (told.links ?? []).map((link) => {
      const { traceId, spanId } = link;
      return h('p', {}, h('a', { href: traceHash(traceId, { s: spanId }) }, traceId === model.json.id ? spanId : `${traceId} ${spanId}`));
    })),
    told.dropped > 0 && h('p', { class: 'quiet' }, `${things(told.dropped, 'value')} not kept`),
  ];
}

function section(title, content) {
  return content.length ? [h('h3', {}, title), h('div', { class: 'values' }, ...content)] : [];
}

function row(name, value) {
  return h('div', { class: 'pair' }, h('span', { class: 'key' }, plain(name)), valueOf(value));
}

/** A value; what is an address of the web can be followed. */
function valueOf(value) {
  const words = plain(typeof value === 'string' ? value : JSON.stringify(value));
  if (/^https?:\/\//.test(words) && URL.canParse(words)) {
    return h('a', { class: 'value', href: new URL(words).href, rel: 'noopener noreferrer', target: '_blank' }, words);
  }
  return h('span', { class: 'value' }, words);
}

function pairs(attributes) {
  return Object.entries(attributes ?? {});
}
