// The keys of the page, in a dialog.
import { create } from '../modules/create.js';

// A test compares these with the catalog of messages.
const words = {
  keys: 'Keys',
  close: 'Close',
  search: 'Search',
  list: 'This list',
  through: 'Next and previous picture in full screen',
  paragraphs: 'Next and previous paragraph in the player',
  leave: 'Close pictures, the player and this list',
  settings: 'Reading settings',
  left: 'Left',
  right: 'Right',
  up: 'Up',
  down: 'Down',
};

const has = selector => document.querySelector(selector);
let dialog;

const open = () => {
  if (dialog) return;
  const opener = document.activeElement;
  const rows = [
    [['/'], words.search, has('.masthead__search')],
    [['?'], words.list, true],
    [[words.left, words.right], words.through, has('[data-part="pictures"]')],
    [[words.up, words.down], words.paragraphs, has('[data-part="listen"]')],
    [['Esc'], words.leave, true],
  ];
  const list = create('dl', { class: 'keys__list' }, ...rows.filter(([, , isHere]) => isHere).map(([keys, what]) =>
    create('div', {}, create('dt', {}, ...keys.map(key => create('kbd', {}, key))), create('dd', {}, what))));
  const close = create('button', { type: 'button', class: 'dialog__close', 'aria-label': words.close }, '×');
  const settings = has('.colophon [href$="/settings"]');
  dialog = create('dialog', { class: 'dialog keys', 'aria-labelledby': 'keys', lang: 'en', dir: 'ltr' }, close,
    create('h2', { id: 'keys' }, words.keys), list,
    ...settings ? [create('p', {}, create('a', { href: settings.href, rel: 'external' }, words.settings))] : []);
  close.onclick = () => dialog.close();
  dialog.onclick = event => event.target === dialog && dialog.close();
  dialog.onclose = () => {
    dialog.remove();
    dialog = undefined;
    opener.focus?.({ preventScroll: true });
  };
  document.body.append(dialog);
  dialog.showModal();
};
export default open;

// The pages of tools have no loader of parts, and load this module with its style.
has('.tool') && addEventListener('keydown', event => {
  const isHelp = /[?؟]/.test(event.key), search = has('.search input') || has('.masthead__search');
  if (!isHelp && (event.key !== '/' || !search) || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.('input,textarea,select,dialog')) return;
  try {
    if (localStorage.noSearchKey) return;
  } catch {}
  event.preventDefault();
  isHelp ? open() : (search.focus(), search.click());
});
