/** The frame of the page: which of its parts is shown, and the theme. */
import { limits } from './api.js';
import { attr, h, replace, text } from './dom.js';
import { HelpPage } from './help.js';
import { ListPage } from './list.js';
import { current, go } from './route.js';
import { TracePage } from './trace.js';

const THEME = 'tracing.viewer.theme';
const THEMES = ['auto', 'light', 'dark'];

const place = h('div', { class: 'place' });
const theme = h('button', { type: 'button', click: nextTheme, title: 'light, dark, or as the system (t)' });
const help = h('a', { class: 'button', href: '#/help', title: 'signs, keys, limits (?)' }, 'help');
let page = null;
let shown = '';
let list = '#/';

function setTheme(name) {
  attr(document.documentElement, 'data-theme', name === 'auto' ? null : name);
  text(theme, { auto: '◐ auto', light: '○ light', dark: '● dark' }[name]);
  localStorage.setItem(THEME, name);
  page?.view?.zoomed();
}

function nextTheme() {
  const now = document.documentElement.dataset.theme ?? 'auto';
  setTheme(THEMES[(THEMES.indexOf(now) + 1) % THEMES.length]);
}

/** Shows what the address tells. */
function route() {
  const { page: name, id } = current();
  const wanted = `${name}/${id}`;
  if (name === 'list') {
    list = location.hash || '#/';
  }
  if (wanted === shown) {
    page.read?.();
    return;
  }
  const before = shown ? place.dataset.hash : list;
  shown = wanted;
  page?.close();
  page = name === 'trace' ? new TracePage(id, list) : name === 'help' ? new HelpPage(before) : new ListPage();
  replace(place, page.element);
  page.pool?.refresh();
}

addEventListener('hashchange', () => {
  route();
  place.dataset.hash = location.hash;
});
addEventListener('keydown', (event) => {
  const typing = event.target.closest?.('input, select, textarea');
  if (typing || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const find = place.querySelector('.find');
  if (event.key === '/' && find) {
    event.preventDefault();
    find.focus();
    find.select();
  }
  else if (event.key === '?') {
    go('#/help');
  }
  else if (event.key === 't') {
    nextTheme();
  }
});

const app = /** @type {HTMLElement} */ (document.getElementById('app'));
replace(app, h('header', { class: 'top' }, h('a', { class: 'home', href: '#/' }, h('i', { 'aria-hidden': 'true' }), h('span', { id: 'app-name' }, 'traces')),
  h('span', { class: 'gap' }), theme, help), place);
setTheme(THEMES.includes(localStorage.getItem(THEME)) ? localStorage.getItem(THEME) : 'auto');
place.dataset.hash = location.hash || '#/';
route();
if (current().page !== 'list') {
  // the list tells it by itself; a page that cannot be told anything says so itself
  limits().then(({ app: name }) => text(document.getElementById('app-name'), name || 'traces'), () => {});
}
