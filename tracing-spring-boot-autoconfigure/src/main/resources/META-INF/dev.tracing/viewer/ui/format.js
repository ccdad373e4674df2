/** How times and counts are written. All times are nanoseconds. */

const UNITS = [[60e9, 'min', 'minutes'], [1e9, 's', 'seconds'], [1e6, 'ms', 'milliseconds'], [1e3, 'µs', 'microseconds'], [1, 'ns', 'nanoseconds']];

/**
 * A duration with three digits that count, such as 200 ms or 1.24 s.
 * @param {number} ns
 * @returns {string}
 */
export function duration(ns) {
  return written(ns, 1);
}

/** A duration in words, for who listens. */
export function spoken(ns) {
  return written(ns, 2);
}

function written(ns, word) {
  const size = Math.abs(ns);
  if (size < 1) {
    return '0 ' + (word === 1 ? 'ms' : 'milliseconds');
  }
  const unit = UNITS.find(([of]) => size >= of * 0.9995) ?? UNITS[UNITS.length - 1];
  const value = ns / unit[0];
  const digits = Math.abs(value) >= 99.95 || unit[0] === 1 ? 0 : Math.abs(value) >= 9.995 ? 1 : 2;
  return `${Number(value.toFixed(digits))} ${unit[word]}`;
}

/** A moment as an offset, such as +120 ms. */
export function offset(ns) {
  return (ns < 0 ? '−' : '+') + duration(Math.abs(ns));
}

/** The time of day of microseconds since the epoch, to the tenth of a second. */
export function timeOfDay(us) {
  const date = new Date(us / 1000);
  const two = (value) => String(value).padStart(2, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${Math.floor(date.getMilliseconds() / 100)}`;
}

/** Date and time of microseconds since the epoch. */
export function moment(us) {
  const date = new Date(us / 1000);
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')} ${timeOfDay(us)}`;
}

/** A number with separators. */
export function count(value) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** What of a thread's name tells it from others, such as …exec-4. */
export function shortThread(name) {
  const tail = name.length > 16 ? /[^-]+-[^-]+$/.exec(name)?.[0] ?? name : name;
  return tail.length < name.length - 1 ? `…${tail}` : name;
}

/** A number of things. */
export function things(value, thing) {
  return `${count(value)} ${thing}${value === 1 ? '' : 's'}`;
}

/** A part of a whole, in per cent. */
export function percent(part, whole) {
  const value = whole > 0 ? 100 * part / whole : 0;
  return `${value >= 10 || value === 0 ? Math.round(value) : value.toFixed(1)} %`;
}

/** Reads a duration such as 50ms; what has no unit is milliseconds. */
export function parsed(value) {
  const found = /^\s*([\d.]+)\s*(ns|us|µs|ms|s|min)?\s*$/.exec(value ?? '');
  if (!found) {
    return 0;
  }
  const unit = { ns: 1, us: 1e3, µs: 1e3, ms: 1e6, s: 1e9, min: 60e9 }[found[2] ?? 'ms'];
  return Number(found[1]) * unit;
}

/**
 * Moments at which a ruler has its marks.
 * @param {number} from
 * @param {number} to
 * @param {number} wanted about so many
 * @returns {number[]}
 */
export function ticks(from, to, wanted) {
  const raw = (to - from) / Math.max(1, wanted);
  if (!(raw > 0)) {
    return [];
  }
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((value) => value >= raw) ?? raw;
  const found = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    found.push(at);
  }
  return found;
}
