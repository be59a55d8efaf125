// What is on this device, and the button that erases it.
import { create } from '../modules/create.js';

const place = document.querySelector('.tool__place');
const { device } = JSON.parse(place.dataset.settings);
const words = JSON.parse(place.dataset.words);
const language = document.documentElement.lang;
const base = new URL(document.querySelector('.masthead__name').href).pathname.replace(/\/$/, '');

// What the newspaper may store, by the names in the browser's storage, each with what it is.
const SETTINGS = {
  edition: words.edition,
  [`following${base}`]: words.following,
  listenRate: words.speed,
  listenVoice: words.voice,
  look: words.look,
  noSearchKey: words.key,
  parts: words.parts,
  recordings: words.recordings,
  savesData: words.data,
  settings: words.settings,
  stopped: words.stopped,
  theme: words.look,
};

const megabytes = bytes => new Intl.NumberFormat(language, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }).format(Math.max(bytes / 1e6, 0.1));

const status = create('p', { role: 'status', class: 'privacy__status' });
const list = create('ul', {});
const erase = create('button', { type: 'button', class: 'tool__button' }, words.erase);

// Storage can be forbidden.
const stored = () => {
  try {
    return Object.keys(SETTINGS).filter(name => localStorage[name] !== undefined);
  } catch {
    return [];
  }
};
const pages = async () => {
  const { newspaper } = await import(device);
  return newspaper(base);
};
const show = async () => {
  const names = stored();
  const kept = await pages().then(pages => pages.total()).catch(() => 0);
  const items = [...new Set(names.map(name => SETTINGS[name]))];
  if (kept) items.push(words.kept.replace('{size}', megabytes(kept)));
  list.replaceChildren(...items.map(item => create('li', {}, item)));
  place.replaceChildren(
    create('h2', {}, words.device),
    create('p', {}, items.length ? words.something : words.nothing),
    ...items.length ? [list, erase] : [],
    status);
};
erase.onclick = async () => {
  try {
    for (const name of stored()) delete localStorage[name];
    sessionStorage.clear();
    // The script in the head takes its look off this page as well.
    onstorage();
  } catch {}
  try {
    const kept = await pages();
    await kept.erase();
    await kept.turnOff();
  } catch (error) {
    console.error(error);
  }
  await show();
  status.textContent = words.erased;
  status.tabIndex = -1;
  status.focus();
};
show().finally(() => document.documentElement.dataset.ready = true);
