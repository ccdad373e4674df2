/** What the page shows is in the part of its address after the #, so that it can be copied and gone back to. */

const SETTLE_MS = 200;

let pending = null;

/**
 * @typedef {{page: 'list'|'trace'|'help', id: string, params: URLSearchParams}} Route
 */

/**
 * Reads the address.
 * @returns {Route}
 */
export function current() {
  const [path, query] = location.hash.replace(/^#/, '').split('?');
  const params = new URLSearchParams(pending?.before === location.hash ? pending.params : query ?? '');
  const trace = /^\/t\/([^/]+)$/.exec(path);
  if (trace) {
    return { page: 'trace', id: decodeURIComponent(trace[1]), params };
  }
  return { page: path === '/help' ? 'help' : 'list', id: '', params };
}

/** The address of the list, with its filters. */
export function listHash(params = new URLSearchParams()) {
  const query = params.toString();
  return query ? `#/?${query}` : '#/';
}

/** The address of a trace, and of one of its spans. */
export function traceHash(id, params = {}) {
  const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value)).toString();
  return `#/t/${encodeURIComponent(id)}${query ? '?' + query : ''}`;
}

/** Goes to an address as a step of its own, which back undoes. */
export function go(hash) {
  settle();
  if (location.hash !== hash) {
    location.hash = hash;
  }
}

/**
 * Changes parameters of the present address without a step of its own. The browser is told a little later, and once: it takes its time, and some
 * of them refuse after a hundred times.
 * @param {Object<string, string|number|boolean|null|undefined>} changes what is falsy is removed
 */
export function amend(changes) {
  const { params } = current();
  for (const [name, value] of Object.entries(changes)) {
    if (value) {
      params.set(name, value === true ? '1' : String(value));
    }
    else {
      params.delete(name);
    }
  }
  clearTimeout(pending?.timer);
  pending = { before: location.hash, params, timer: setTimeout(settle, SETTLE_MS) };
}

/** Tells the browser the address, if it has not moved on. */
function settle() {
  if (pending?.before === location.hash) {
    const [path] = (location.hash || '#/').split('?');
    const query = pending.params.toString();
    history.replaceState(null, '', `${path}${query ? '?' + query : ''}`);
  }
  clearTimeout(pending?.timer);
  pending = null;
}

// before a link is followed
addEventListener('click', settle, true);
addEventListener('pagehide', settle);
