/** Asks the endpoint. The page is at …/traces/ui, whatever the endpoint's path is, and so its base is the endpoint's own. */

const BASE = new URL('.', document.baseURI).href;
const ENDPOINT = BASE.replace(/\/$/, '');
const POLL_MS = 2000;

/** Why an answer is none. */
export class Refused extends Error {
  /** @param {number} status the status of HTTP, or 0 if there was no answer */
  constructor(status) {
    super(status === 0 ? 'the application does not answer' : `the application answered ${status}`);
    this.status = status;
  }
}

async function json(url) {
  let response;
  try {
    response = await fetch(url, { headers: { Accept: 'application/json' }, cache: 'no-store' });
  }
  catch {
    throw new Refused(0);
  }
  if (!response.ok) {
    throw new Refused(response.status);
  }
  return response.json();
}

/** What is kept, and what was dropped. */
export function limits() {
  return json(`${ENDPOINT}?limit=0`);
}

/** The tree of a trace. */
export function trace(id) {
  return json(`${BASE}${encodeURIComponent(id)}`);
}

/** What one span has besides its place in the tree. */
export function span(traceId, spanId) {
  return json(`${BASE}${encodeURIComponent(traceId)}/spans/${encodeURIComponent(spanId)}`);
}

/** Where a trace can be had as a file. */
export function exportUrl(id) {
  return `${BASE}${encodeURIComponent(id)}?format=export`;
}

/**
 * Tells a listener of changes as they happen: by events, or by asking again where events do not come through.
 * Nothing is asked while the page cannot be seen.
 */
export class Changes {

  /**
   * @param {{all: (list: any) => void, some: (list: any) => void, evicted: (ids: string[]) => void,
   * stats: (stats: any) => void, state: (state: string, reason?: Refused) => void}} listener
   */
  constructor(listener) {
    this.listener = listener;
    this.seq = 0;
    this.failures = 0;
    this.polling = false;
    this.closed = true;
    this.visibility = () => (document.hidden ? this.stop() : this.start());
  }

  /** Begins, and goes on whenever the page is seen. */
  open() {
    document.addEventListener('visibilitychange', this.visibility);
    this.start();
  }

  /** Ends for good. */
  close() {
    document.removeEventListener('visibilitychange', this.visibility);
    this.stop();
  }

  async start() {
    if (!this.closed) {
      return;
    }
    this.closed = false;
    await this.ask(0);
    if (!this.closed) {
      this.polling ? this.later() : this.listen();
    }
  }

  stop() {
    this.closed = true;
    this.source?.close();
    clearTimeout(this.timer);
  }

  async ask(since) {
    try {
      const list = await json(`${ENDPOINT}?limit=1000${since ? `&since=${since}` : ''}`);
      if (this.closed) {
        return;
      }
      const complete = !since || list.complete === true || list.seq < since;
      this.seq = list.seq;
      this.listener.stats(list);
      complete ? this.listener.all(list) : this.listener.some(list);
      this.listener.evicted(complete ? [] : list.evicted ?? []);
      this.listener.state(this.polling ? 'polling' : 'live');
    }
    catch (refused) {
      this.listener.state('lost', refused);
    }
  }

  later() {
    this.timer = setTimeout(async () => {
      await this.ask(this.seq);
      if (!this.closed) {
        this.later();
      }
    }, POLL_MS);
  }

  listen() {
    const source = new EventSource(`${BASE}events?since=${this.seq}`);
    this.source = source;
    const on = (name, handle) => source.addEventListener(name, (event) => {
      this.failures = 0;
      this.seq = Number(event.lastEventId) || this.seq;
      handle(JSON.parse(event.data));
    });
    on('hello', (hello) => {
      this.listener.stats(hello);
      this.listener.state('live');
    });
    on('traces', (list) => this.listener.some({ ...list, traces: list.upserts ?? list.traces ?? [] }));
    on('evict', (evict) => this.listener.evicted(evict.ids));
    on('gap', () => this.ask(0));
    on('stats', (stats) => this.listener.stats(stats));
    source.onerror = () => {
      source.close();
      if (this.closed) {
        return;
      }
      this.failures++;
      this.polling = this.failures >= 2;
      this.timer = setTimeout(async () => {
        await this.ask(this.seq);
        if (!this.closed) {
          this.polling ? this.later() : this.listen();
        }
      }, POLL_MS / 2);
    };
  }

}
