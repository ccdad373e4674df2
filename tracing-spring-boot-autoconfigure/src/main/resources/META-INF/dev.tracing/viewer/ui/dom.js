/** What is put into the page is made here: elements, attributes and text, never markup. */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Makes an element.
 * @param {string} tag its name
 * @param {Object<string, any>} [props] attributes; functions become listeners of the event of that name
 * @param {...(Node|string|number|null|undefined|false)} children text or nodes
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...children) {
  return filled(document.createElement(tag), props, children);
}

/** Makes an element of SVG, as h does. */
export function s(tag, props = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), props, children);
}

function filled(element, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    }
    else {
      attr(element, name, value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Sets an attribute where it differs; null, undefined and false remove it. */
export function attr(element, name, value) {
  if (value === null || value === undefined || value === false) {
    element.removeAttribute(name);
  }
  else {
    const text = (value === true) ? '' : String(value);
    if (element.getAttribute(name) !== text) {
      element.setAttribute(name, text);
    }
  }
}

/** Sets the text of an element where it differs. */
export function text(element, value) {
  if (element.textContent !== value) {
    element.textContent = value;
  }
}

/** Puts other children into an element. */
export function replace(element, ...children) {
  element.replaceChildren(...children.filter((child) => child !== null && child !== undefined && child !== false));
}

// What could hide or reorder the characters around it
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** A text of the application's with each character that cannot be seen told by its code point. */
export function plain(value) {
  return String(value).replace(INVISIBLE, (c) => `‹U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}›`);
}

/** Tells people who cannot see the page. */
export function say(message) {
  text(/** @type {HTMLElement} */ (document.getElementById('said')), message);
}

const ICONS = {
  server: 'M1 6h6M4.5 3.5 7 6 4.5 8.5M10 1.5v9',
  client: 'M5 6h6M8.5 3.5 11 6 8.5 8.5M2 1.5v9',
  database: 'M2 3c0-2 8-2 8 0v6c0 2-8 2-8 0zM2 3c0 2 8 2 8 0M2 6c0 2 8 2 8 0',
  messaging: 'M1 2.5h10v7H1zM1 3l5 4 5-4',
  scheduled: 'M6 1a5 5 0 1 0 .01 0M6 3v3l2 1.5',
  internal: 'M6 4a2 2 0 1 0 .01 0z',
  missing: 'M4 4.2C4 1.4 8.2 1.6 8 4.2 7.9 5.6 6 5.6 6 7.4M6 9.6v.6',
  repeat: 'M1.5 1.5h9v9h-9zM6 3.5v5M3.5 6h5',
};

/** The icon of a kind of span; it says nothing that the text beside it does not. */
export function icon(kind) {
  const path = s('path', {});
  const element = s('svg', { class: 'icon', viewBox: '0 0 12 12', 'aria-hidden': 'true' }, path);
  setIcon(element, kind);
  return element;
}

/** Makes an icon that of another kind. */
export function setIcon(element, kind) {
  attr(element, 'data-kind', kind);
  attr(element.firstChild, 'd', ICONS[kind] ?? ICONS.internal);
}

/** A button that is pressed or not. */
export function toggle(label, pressed, click, props = {}) {
  return h('button', { type: 'button', 'aria-pressed': String(pressed), click, ...props }, label);
}

/** Copies a text, also where the page has no right to the clipboard. */
export async function copy(value) {
  try {
    await navigator.clipboard.writeText(value);
  }
  catch {
    const area = h('textarea', { class: 'unseen', readonly: true });
    area.value = value;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
  toast(`copied: ${value.length > 90 ? value.slice(0, 90) + '…' : value}`);
}

let toasting = 0;

/** Shows a message for a moment. */
export function toast(message) {
  say(message);
  document.querySelector('.toast')?.remove();
  const element = h('div', { class: 'toast', 'aria-hidden': 'true' }, message);
  document.body.append(element);
  clearTimeout(toasting);
  toasting = setTimeout(() => element.remove(), 2500);
}
