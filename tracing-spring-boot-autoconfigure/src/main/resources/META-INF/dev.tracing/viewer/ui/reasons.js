/** Why nothing is shown, and which property changes that. */
import { h } from './dom.js';
import { percent } from './format.js';

const SAMPLING = 'management.tracing.sampling.probability';

const HIDDEN = 'tracing.viewer.banner';

/** Tells that not all traces are recorded, until it is hidden; then again when the sampling is another. */
export function samplingBanner(sampling) {
  if (!(sampling < 1) || sessionStorage.getItem(HIDDEN) === String(sampling)) {
    return null;
  }
  const missed = Math.round((1 - sampling) * 100);
  const which = missed < 1 ? 'a few' : missed > 99 ? 'almost all' : `about ${missed} of 100`;
  const words = sampling <= 0 ? 'Nothing is sampled' : `Sampling is ${percent(sampling, 1)}: ${which} traces are not recorded`;
  const banner = h('p', { class: 'banner', role: 'note' }, h('span', {}, `⚠\uFE0E ${words}. To see all: `), h('code', {}, `${SAMPLING}=1.0`),
    button('hide', () => {
      sessionStorage.setItem(HIDDEN, String(sampling));
      banner.remove();
    }));
  return banner;
}

/**
 * Why a list is empty.
 * @param {any} list
 * @returns {(Node|string)[]}
 */
export function reasonFor(list) {
  if (list.state === 'loading') {
    return ['loading…'];
  }
  if (list.state === 'lost' && list.refused?.status) {
    return REFUSED[list.refused.status]?.() ?? [h('strong', {}, `The application answered ${list.refused.status}.`), ' This page asks on.'];
  }
  if (list.state === 'lost') {
    return [h('strong', {}, 'The application does not answer.'), ' It may be starting again; this page asks on.'];
  }
  const { traces } = list;
  if (traces.waiting.size) {
    return [h('strong', {}, 'New traces wait.'), ' Press . to show them.'];
  }
  if (traces.all.size && traces.cleared) {
    return [h('strong', {}, 'Cleared.'), ' New traces appear here. The application still keeps the others: ', button('show them', () => {
      traces.cleared = 0;
      list.update();
    }), ' ', button('delete all finished', () => list.giveUp())];
  }
  if (traces.all.size) {
    return [h('strong', {}, `None of the ${traces.all.size} traces passes the filter.`), ' ', button('show all', () => {
      location.hash = '#/';
      list.read();
    })];
  }
  if (traces.stats.recordedBy) {
    return [h('strong', {}, 'Nothing is recorded here.'), ` ${traces.stats.recordedBy} has the spans: look at them where it sends them.`];
  }
  if (traces.stats.sampling <= 0) {
    return [h('strong', {}, 'Nothing is recorded'), ' because nothing is sampled: ', h('code', {}, `${SAMPLING}=0`)];
  }
  return [h('strong', {}, 'No trace yet.'), ' Call the application: each request, message and scheduled run appears here. ',
    'The requests of this page and of the actuator do not.'];
}

const REFUSED = {
  401: () => ['The application wants to know who you are: log in, and load this page again.'],
  403: () => ['You may not see this. From another machine, name its host in ', h('code', {}, 'tracing.viewer.allowed-hosts'), '.'],
  404: () => ['The endpoint is off: ', h('code', {}, 'management.endpoint.traces.access=read-only'), ' and ',
    h('code', {}, 'management.endpoints.web.exposure.include=health,traces')],
};

function button(words, click) {
  return h('button', { type: 'button', click }, words);
}
