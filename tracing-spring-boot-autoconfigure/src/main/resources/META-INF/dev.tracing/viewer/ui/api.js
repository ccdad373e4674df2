/** Asks the endpoint. The page is at …/traces/ui, whatever the endpoint's path is, and so its base is the endpoint's own. */

const BASE = new URL('.', document.baseURI).href;
const ENDPOINT = BASE.replace(/\/$/, '');
const POLL_MS = 2000;
const REFUSED_TWICE = 2;
const TRY_EVENTS_AFTER = 30;

/** Why an answer is none. */
export class Refused extends Error {
  /** @param {number} status the status of HTTP, or 0 if there was no answer */
  constructor(status) {
    super(status === 0 ? 'the application does not answer' : `the application answered ${status}`);
    this.status = status;
  }
}

async function answer(url, options) {
  let response;
  try {
    response = await fetch(url, { cache: 'no-store', ...options });
  }
  catch {
    throw new Refused(0);
  }
  if (!response.ok) {
    throw new Refused(response.status);
  }
  return response;
}

async function json(url) {
  return (await answer(url, { headers: { Accept: 'application/json' } })).json();
}

/** What is kept, and what was dropped. */
export function limits() {
  return json(`${ENDPOINT}?limit=0`);
}

/** How far ahead of this machine's clock the application's is, in milliseconds. */
export async function clock() {
  const { now } = await limits();
  return now / 1000 - Date.now();
}

/** The tree of a trace. */
export function trace(id) {
  return json(`${BASE}${encodeURIComponent(id)}`);
}

/** What one span has besides its place in the tree. */
export function span(traceId, spanId) {
  return json(`${BASE}${encodeURIComponent(traceId)}/spans/${encodeURIComponent(spanId)}`);
}

/** Has the application give up its finished traces. */
export function giveUp() {
  return answer(ENDPOINT, { method: 'DELETE' });
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
    this.asked = 0;
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
    this.goOn(await this.ask(0));
  }

  /** Whether events are asked for instead: they are refused, while the application answers. */
  get polling() {
    return this.failures >= REFUSED_TWICE;
  }

  /** Listens for events, if there is an application; asks again later, if there is none or if it refuses events. */
  goOn(answered) {
    if (this.closed) {
      return;
    }
    if (answered && (!this.polling || ++this.asked % TRY_EVENTS_AFTER === 0)) {
      this.listen();
      return;
    }
    this.timer = setTimeout(async () => this.goOn(await this.ask(this.seq)), POLL_MS);
  }

  stop() {
    this.closed = true;
    this.source?.close();
    clearTimeout(this.timer);
  }

  /** Asks for the list. @returns {Promise<boolean>} whether there was an answer */
  async ask(since) {
    try {
      const list = await json(`${ENDPOINT}?limit=1000${since ? `&since=${since}` : ''}`);
      if (this.closed) {
        return false;
      }
      const complete = !since || list.complete === true || list.seq < since;
      this.seq = list.seq;
      this.listener.stats(list);
      complete ? this.listener.all(list) : this.listener.some(list);
      this.listener.evicted(complete ? [] : list.evicted ?? []);
      this.listener.state(this.polling ? 'polling' : 'live');
      return true;
    }
    catch (refused) {
      this.listener.state('lost', refused);
      return false;
    }
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
      this.timer = setTimeout(async () => {
        const answered = await this.ask(this.seq);
        // an application that starts again refuses nothing
        this.failures += answered ? 1 : 0;
        this.goOn(answered);
      }, POLL_MS / 2);
    };
  }

}
