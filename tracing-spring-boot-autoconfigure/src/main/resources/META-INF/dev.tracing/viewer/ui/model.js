/**
 * A trace as the page draws it: the answer of the endpoint in arrays, which rows there are, and which are open.
 * What is worked out about a trace is worked out by the application; here is only what depends on how it is looked at.
 */
import { plain } from './dom.js';
import { duration } from './format.js';

/** What a span is drawn as. Rows that stand for something else than a span come after. */
export const KINDS = ['server', 'client', 'database', 'messaging', 'internal', 'scheduled', 'missing', 'repeat'];
const MISSING = 6;
const REPEAT = 7;
export const MAX_INDENT = 40;
const MAX_APART = 20;

export class TraceModel {

  /**
   * @param {any} json the tree, as the endpoint tells it
   * @param {boolean} grouped whether repeated calls share a row
   */
  constructor(json, grouped) {
    this.json = json;
    this.grouped = grouped;
    this.spans = json.spans;
    this.count = json.spans.length;
    this.names = json.names.map(plain);
    this.threads = json.threads.map((name) => plain(name ?? ''));
    this.durNs = json.durNs;
    this.growth = 0;
    this.missing = json.missing ?? [];
    // what ran in parallel is what one looks for, as long as it can be looked at
    this.repeats = grouped ? (json.repeats ?? []).filter((repeat) => !repeat.parallel || repeat.count > MAX_APART) : [];
    this.total = this.count + this.missing.length + this.repeats.length;
    this.copy();
    this.link();
    this.open = new Uint8Array(this.total).fill(1);
    this.repeats.forEach((repeat, r) => (this.open[this.count + this.missing.length + r] = 0));
    this.criticalNs = new Float64Array(this.total);
    this.critical = json.critical ?? [];
    this.critical.forEach((segment) => (this.criticalNs[segment.i] += segment.e - segment.s));
    this.warnings = new Map();
    (json.warnings ?? []).forEach((warning) => this.listOf(this.warnings, warning.i).push(warning));
    this.groups = new Map();
    (json.groups ?? []).forEach((group) => this.listOf(this.groups, group.parent).push(group));
  }

  copy() {
    const numbers = () => new Float64Array(this.total);
    const indexes = () => new Int32Array(this.total).fill(-1);
    [this.start, this.end, this.self] = [numbers(), numbers(), numbers()];
    [this.parent, this.thread] = [indexes(), indexes()];
    this.kind = new Uint8Array(this.total);
    this.spans.forEach((span, i) => {
      this.start[i] = span.s;
      this.end[i] = span.s + span.d;
      this.self[i] = span.self;
      this.parent[i] = span.p;
      this.thread[i] = span.th ?? -1;
      this.kind[i] = Math.max(0, KINDS.indexOf(span.k));
    });
    this.waits = new Uint8Array(this.total);
    this.spans.forEach((span, i) => {
      if (span.p >= 0 && this.isRunning(i) && !this.apart(i)) {
        this.waits[span.p] = 1;
      }
    });
    this.missing.forEach((missing, m) => this.synthetic(this.count + m, MISSING, -1, missing.children));
    const byRepeat = new Map(this.repeats.map((repeat) => [repeat, []]));
    this.spans.forEach((span, i) => byRepeat.get(this.json.repeats?.[span.rep])?.push(i));
    this.repeats.forEach((repeat, r) =>
      this.synthetic(this.count + this.missing.length + r, REPEAT, repeat.parent, byRepeat.get(repeat)));
  }

  /** Makes a row that stands for others, which come below it. */
  synthetic(row, kind, parent, children) {
    this.kind[row] = kind;
    this.parent[row] = parent;
    this.start[row] = Infinity;
    for (const child of children) {
      this.parent[child] = row;
      this.start[row] = Math.min(this.start[row], this.start[child]);
      this.end[row] = Math.max(this.end[row], this.end[child]);
      this.self[row] += this.self[child];
    }
  }

  /** Puts the rows in the order of the tree, without recursion: a trace may be deeper than a stack. */
  link() {
    const children = Array.from({ length: this.total }, () => /** @type {number[]} */ ([]));
    const roots = [];
    for (let i = 0; i < this.total; i++) {
      (this.parent[i] < 0 ? roots : children[this.parent[i]]).push(i);
    }
    const byStart = (a, b) => this.start[a] - this.start[b] || a - b;
    this.children = children;
    children.forEach((list) => list.sort(byStart));
    this.roots = roots.sort(byStart);
    this.depth = new Int32Array(this.total);
    this.order = new Int32Array(this.total);
    this.size = new Int32Array(this.total).fill(1);
    this.lastEnd = Float64Array.from(this.end);
    this.failed = Uint8Array.from({ length: this.total }, (_, i) => (this.spans[i]?.st === 'error' ? 1 : 0));
    this.failedBelow = new Uint8Array(this.total);
    const stack = [...this.roots].reverse();
    for (let at = 0; stack.length; at++) {
      const i = stack.pop();
      this.order[at] = i;
      for (let c = children[i].length - 1; c >= 0; c--) {
        this.depth[children[i][c]] = this.depth[i] + 1;
        stack.push(children[i][c]);
      }
    }
    for (let at = this.total - 1; at >= 0; at--) {
      const i = this.order[at];
      const p = this.parent[i];
      if (p >= 0) {
        this.size[p] += this.size[i];
        this.lastEnd[p] = Math.max(this.lastEnd[p], this.lastEnd[i]);
        this.failedBelow[p] |= this.failed[i] | this.failedBelow[i];
      }
    }
  }

  /**
   * Takes into account that what runs has run on since the application looked at it.
   * @param {number} now of the application, in milliseconds since the epoch
   */
  growUntil(now) {
    this.growth = this.json.state === 'open' ? Math.max(0, (now - this.json.startUs / 1000) * 1e6 - this.json.endNs) : 0;
  }

  listOf(map, key) {
    return map.get(key) ?? map.set(key, []).get(key);
  }

  isSpan(i) {
    return i < this.count;
  }

  isRunning(i) {
    return this.spans[i]?.st === 'running';
  }

  isDetached(i) {
    return Boolean(this.spans[i]?.det);
  }

  /** Whether what a span does is no part of its parent's time: nobody waits for it, and another thread does it. */
  apart(i) {
    const { det, p } = this.spans[i] ?? {};
    return Boolean(det) && this.thread[i] !== this.thread[p];
  }

  /** When a span ended; one that runs ends now. */
  endOf(i) {
    return this.isRunning(i) ? this.end[i] + this.growth : this.end[i];
  }

  durationOf(i) {
    return this.endOf(i) - this.start[i];
  }

  /** The part of it that no child accounts for; it grows while a span runs and none of its children does. */
  selfOf(i) {
    return this.isRunning(i) && !this.waits[i] ? this.self[i] + this.growth : this.self[i];
  }

  /** When the last span ended. */
  get endNs() {
    const last = Math.max(this.json.endNs, this.json.durNs);
    return this.json.state === 'open' ? last + this.growth : last;
  }

  /** When what was asked for was answered: the end of the root. */
  get rootEnd() {
    const root = this.roots[0] ?? 0;
    return this.isRunning(root) ? this.endOf(root) : this.durNs;
  }

  nameOf(i) {
    if (this.isSpan(i)) {
      return this.names[this.spans[i].n];
    }
    if (this.kind[i] === MISSING) {
      return `missing parent ${this.missing[i - this.count].id}`;
    }
    return plain(this.repeats[i - this.count - this.missing.length].key);
  }

  threadOf(i) {
    return this.threads[this.thread[i]] ?? '';
  }

  /** Whether a span ran on another thread than what it is below. */
  changesThread(i) {
    const parent = this.spans[i]?.p ?? -1;
    return parent < 0 || this.thread[parent] !== this.thread[i];
  }

  /** The row by the id of its span; −1 if there is none. */
  find(id) {
    return this.spans.findIndex((span) => span.id === id);
  }

  /** What stays when a trace is loaded anew: the id of a row. */
  idOf(i) {
    return this.isSpan(i) ? this.spans[i].id : `${KINDS[this.kind[i]]}:${this.nameOf(i)}:${this.parent[i]}`;
  }

  groupOf(i) {
    const group = this.spans[i]?.grp ?? -1;
    return group >= 0 ? this.json.groups[group] : null;
  }

  /** How many children ran at the same time at most, and how much longer they would have taken one by one. */
  parallelism(i) {
    const groups = this.groups.get(i);
    if (!groups) {
      return null;
    }
    const awaited = this.children[i].flatMap((child) => (this.isSpan(child) ? [child] : this.children[child]))
      .filter((child) => !this.isDetached(child)).sort((a, b) => this.start[a] - this.start[b]);
    const sum = awaited.reduce((all, child) => all + this.durationOf(child), 0);
    let union = 0;
    let until = -Infinity;
    for (const child of awaited) {
      union += Math.max(0, this.endOf(child) - Math.max(until, this.start[child]));
      until = Math.max(until, this.endOf(child));
    }
    return { max: Math.max(...groups.map((group) => group.max)), factor: union > 0 ? sum / union : 1 };
  }

  /**
   * The pieces of a span in which none of its children ran: what is its own.
   * @returns {number[]} start and end of each
   */
  ownPieces(i) {
    this.pieces ??= new Array(this.total);
    if (this.pieces[i] && !this.growth) {
      return this.pieces[i];
    }
    const own = [];
    const end = this.endOf(i);
    let at = this.start[i];
    for (const child of this.children[i]) {
      if (this.apart(child)) {
        continue;
      }
      if (this.start[child] > at) {
        own.push(at, Math.min(end, this.start[child]));
      }
      at = Math.max(at, this.endOf(child));
      if (at >= end) {
        break;
      }
    }
    if (at < end) {
      own.push(at, end);
    }
    return (this.pieces[i] = own);
  }

  /**
   * When two or more of a group ran at the same time.
   * @returns {number[]} start and end of each such time
   */
  overlaps(group) {
    this.overlapped ??= new Map();
    const known = this.overlapped.get(group);
    if (known && !this.growth) {
      return known;
    }
    const changes = group.members.flatMap((member) => [[this.start[member], 1], [this.endOf(member), -1]])
      .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const found = [];
    let running = 0;
    for (const [at, change] of changes) {
      if (Math.max(running, running + change) === 2 && Math.min(running, running + change) === 1) {
        found.push(at);
      }
      running += change;
    }
    this.overlapped.set(group, found);
    return found;
  }

  /** A span in one line, to be pasted somewhere. */
  line(i) {
    const critical = this.criticalNs[i] ? ` · critical ${duration(this.criticalNs[i])}` : '';
    const span = this.isSpan(i) ? ` · trace ${this.json.id} span ${this.spans[i].id}` : '';
    return `${this.nameOf(i)} · ${KINDS[this.kind[i]]} · ${duration(this.durationOf(i))} (self ${duration(this.selfOf(i))})`
      + ` · +${duration(this.start[i])} · ${this.threadOf(i)}${critical}${span}`;
  }

}
