// The search page: a field, filters and results, over an index of static files.
//
// The page works without this script: it then leads to the archive by section and month. The app does
// not run on it, so all links are ordinary ones. `crates/search-web` answers the queries; this module
// fetches what that needs, and shows what it finds.
import { create } from '../modules/create.js';
import { fill, formOf } from '../modules/fill.js';

// How long to wait for the next letter, in milliseconds.
const PAUSE = 120;
// How many results to show first, and how many to add each time.
const COUNT = 20;
// For how many visible results to load passages, and how long the query must be unchanged before that, in
// milliseconds.
const DEEP = 3, STAY = 1000;
// The setting that turns off the key, by its name in localStorage.
const NO_KEY = 'noSearchKey';

const place = document.querySelector('.tool__place');
const { engine: script, wasm, index } = JSON.parse(place.dataset.settings);
// The words of the interface, from the catalog of messages.
const words = JSON.parse(place.dataset.words);
// The address of the site, below which the index names its files and stories.
const site = index.slice(0, index.lastIndexOf('/'));
const language = document.documentElement.lang;
const title = document.title;

// Storage can be forbidden.
const isKeyOff = () => {
  try {
    return localStorage.getItem(NO_KEY) !== null;
  } catch {
    return false;
  }
};

// The form. Without a name, the field gets no suggestions from earlier queries over the results. WebKit
// would empty a field with autocomplete="off" on the way back.
const field = create('input', { type: 'search', class: 'tool__field', autocapitalize: 'off', spellcheck: 'false', enterkeyhint: 'search', maxlength: 1000, 'aria-label': words.label, 'aria-describedby': 'search-hint' });
const select = (name, label, options) =>
  create('select', { name, class: 'search__filter', 'aria-label': label }, ...options.map(([value, text]) => create('option', { value }, text)));
const sections = [...document.querySelectorAll('[data-section]')].map(link => [link.dataset.section, link.textContent]);
const section = select('section', words.section, [['', words.allSections], ...sections]);
const time = select('time', words.time, [['', words.anyTime], ['7', words.week], ['31', words.month], ['366', words.year]]);
const order = select('order', words.order, [['', words.best], ['new', words.newest]]);
const choices = [section, time, order];
const status = create('p', { class: 'search__status', role: 'status' });
const notes = create('div', { class: 'tool__notes' });
const list = create('ol', { class: 'tool__stories' });
const more = create('button', { type: 'button', class: 'tool__button', hidden: '' }, words.more);
const key = create('input', { type: 'checkbox', ...isKeyOff() ? {} : { checked: '' } });
const form = create('form', { role: 'search', class: 'tool__form' },
  field,
  create('div', { class: 'search__filters' }, section, time),
  create('details', { class: 'search__tips' },
    create('summary', {}, words.tips),
    create('p', { id: 'search-hint' }, words.hint),
    create('label', { class: 'search__key' }, key, words.key)));
const head = create('div', { class: 'search__head' }, status, order);
place.replaceChildren(form, head, notes, list, more);

// The cache mode of requests: after a failure, files are loaded again, because those in the browser's cache
// may be damaged. Browsers also remember the address of a module that could not be loaded, so the number of
// failures is added to its address.
let cache = 'default', failures = 0;

// The engine, once it is loaded.
let loading;
const load = () => loading ||= (async () => {
  const [module, manifest] = await Promise.all([import(failures ? `${script}?${failures}` : script), manifestBytes(cache)]);
  await module.default({ module_or_path: fetch(wasm, { cache }) });
  return { module, engine: new module.Engine(manifest), manifest };
})().catch(error => {
  // The next query tries again.
  loading = undefined;
  failures++;
  cache = 'reload';
  throw error;
});
const manifestBytes = async mode => {
  const response = await fetch(index, { cache: mode });
  if (!response.ok) throw Error(`${index}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
};

// The files that are being fetched, by their paths.
const fetching = {};
const file = path => fetching[path] ||= fetch(`${site}/${path}`, { cache })
  .then(async response => response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined)
  .catch(() => undefined)
  .finally(() => delete fetching[path]);

// The number of the latest query. Older ones stop.
let latest = 0, count = COUNT;

// Returns the answer of an engine, or nothing if a newer query has started.
const answer = async (loaded, text, isNewestFirst, id) => {
  for (;;) {
    const step = loaded.engine.step(text, isNewestFirst, count);
    if (typeof step[0] !== 'string') return step;
    await Promise.all(step.map(async path => loaded.engine.give(path, await file(path))));
    if (id !== latest) return;
  }
};

// Loads the manifest again, and returns whether it has changed. When the index is published again, files are
// replaced that a manifest in the browser's cache may still refer to.
const renew = async loaded => {
  const manifest = await manifestBytes('no-cache');
  if (manifest.length === loaded.manifest.length && manifest.every((byte, at) => byte === loaded.manifest[at])) return false;
  Object.assign(loaded, { manifest, engine: new loaded.module.Engine(manifest) });
  return true;
};

const day = daysAgo => new Date(Date.now() - daysAgo * 864e5).toISOString().slice(0, 10);

// Returns the query in the engine's language. Filters come first, because the last word may be half
// typed.
const wanted = () => {
  const parts = [section.value && `section:${section.value}`, time.value && `after:${day(time.value)}`];
  return [...parts.filter(Boolean), field.value].join(' ');
};

const search = async () => {
  const id = ++latest, text = wanted();
  remember();
  if (!text.trim()) return show([0, 0, false, [], []], false);
  status.textContent ||= words.searching;
  head.hidden = false;
  place.setAttribute('aria-busy', true);
  try {
    const loaded = await load();
    if (id !== latest) return;
    const isNewestFirst = order.value === 'new';
    let found = await answer(loaded, text, isNewestFirst, id);
    if (found?.[1] && await renew(loaded).catch(() => false)) found = await answer(loaded, text, isNewestFirst, id);
    if (found && id === latest) show(found, true);
  } catch (error) {
    console.error(error);
    if (id !== latest) return;
    show([0, 0, false, [], []], false);
    notes.replaceChildren(note(words.failed, retry()));
  } finally {
    if (id === latest) place.removeAttribute('aria-busy');
  }
};

const note = (...children) => create('p', { class: 'tool__note' }, ...children);
const retry = () => {
  const button = create('button', { type: 'button', class: 'tool__button' }, words.retry);
  button.onclick = async () => {
    field.focus();
    cache = 'reload';
    (await loading?.catch(() => {}))?.engine.retry();
    await search();
    cache = 'default';
  };
  return button;
};

// Returns texts with every second one, which matched the query, in a `mark` element.
const marked = texts => texts.map((text, at) => at % 2 ? create('mark', {}, text) : text);

const dates = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
const result = ([path, sectionName, lang, time, headline, summary]) => {
  // The time is in the newspaper's time zone, so its first ten characters are the date.
  const date = time.slice(0, 10);
  const published = new Date(date);
  return create('li', { class: 'tool__story' },
    create('h2', { lang, dir: 'auto' }, create('a', { href: site + path }, ...marked(headline))),
    create('p', { class: 'search__summary', lang, dir: 'auto', ...headline.length + summary.length < 3 ? { 'data-path': path } : {} }, ...marked(summary)),
    create('p', { class: 'tool__meta' }, sectionName, ' · ', create('time', { datetime: date }, isNaN(published) ? date : dates.format(published))));
};

// Loads the story of a result whose headline and summary do not contain the words of the query, and replaces
// the summary by the passage with these words. This happens when the reader points at the result, and for the
// first visible results once the query has not changed for a while. So no query waits for it, and typing
// causes no requests.
const plain = value => value?.t ?? (value && typeof value === 'object' ? Object.values(value).map(plain).join('') : '');
const deepen = async item => {
  const id = latest, place = item?.querySelector('[data-path]');
  if (!place) return;
  const { path } = place.dataset;
  delete place.dataset.path;
  try {
    const { page } = await (await fetch(`${site}${path}.json`)).json(), { engine } = await loading;
    if (id !== latest) return;
    const { body, tags, byline } = page.article;
    let texts = engine.passage(body.map(plain).join(' '));
    if (texts.length) return place.replaceChildren('… ', ...marked(texts), ' …');
    // Otherwise the words are in the name of a topic or an author.
    texts = engine.passage([...tags, ...byline].map(({ name, text }) => name || text).join(' · '));
    if (texts.length) place.append(' · ', ...marked(texts));
  } catch {}
};
for (const type of ['pointerover', 'focusin']) list.addEventListener(type, event => deepen(event.target.closest('li')));
let stay;

const show = ([total, unreadable, isShortened, corrections, results], isAsked) => {
  status.textContent = !isAsked ? '' : total === 0 ? words.nothing : total === 1 ? words.one : fill(formOf(words, 'many', total), { number: total.toLocaleString(language) });
  notes.replaceChildren(
    ...corrections.map(([typed, used]) => note(fill(words.corrected, { used, typed }))),
    ...isShortened ? [note(words.shortened)] : [],
    ...unreadable ? [note(words.incomplete, ' ', retry())] : []);
  list.replaceChildren(...results.map(result));
  clearTimeout(stay);
  stay = setTimeout(() => {
    if (navigator.connection?.saveData) return;
    [...list.children].filter(item => item.querySelector('[data-path]') && item.getBoundingClientRect().top < innerHeight).slice(0, DEEP).forEach(deepen);
  }, STAY);
  head.hidden = !isAsked;
  more.hidden = results.length >= total || results.length < count;
};

// Writes the query into the address, so that it can be shared, and restored when the reader comes back.
const remember = () => {
  const query = new URLSearchParams();
  if (field.value.trim()) query.set('q', field.value.trim());
  for (const { name, value } of choices) if (value) query.set(name, value);
  const address = location.pathname + (`${query}` && `?${query}`);
  if (address !== location.pathname + location.search) history.replaceState(history.state, '', address);
  document.title = field.value.trim() ? `${field.value.trim()} – ${title}` : title;
};
// Handles what another app has shared with the installed newspaper: opens a link to a story, and searches for
// anything else.
const receive = () => {
  const query = new URLSearchParams(location.search);
  const link = [query.get('url'), ...(query.get('q') || '').match(/https?:\/\/\S+/g) || []].find(text => text?.startsWith(`${location.origin}${site}/`));
  if (link) return location.replace(link);
  if (query.has('title') && !query.get('q')) {
    query.set('q', query.get('title'));
    history.replaceState(history.state, '', `?${query}`);
  }
};
const recall = () => {
  const query = new URLSearchParams(location.search);
  field.value = query.get('q') || '';
  for (const choice of choices) {
    choice.value = query.get(choice.name) || '';
    // The value in the address is not one of the options.
    if (choice.selectedIndex < 0) choice.selectedIndex = 0;
  }
};

const restart = () => {
  count = COUNT;
  search();
};
let pause;
field.oninput = () => {
  clearTimeout(pause);
  pause = setTimeout(restart, PAUSE);
};
// Loads the engine while the reader begins to type.
field.onfocus = () => load().catch(() => {});
for (const choice of choices) choice.onchange = restart;
more.onclick = async () => {
  const first = list.children.length;
  count += COUNT;
  await search();
  list.children[first]?.querySelector('a').focus();
};
form.onsubmit = event => {
  event.preventDefault();
  clearTimeout(pause);
  restart();
  // Hides the keyboard of a phone.
  if (matchMedia('(pointer: coarse)').matches) field.blur();
};
key.onchange = () => {
  try {
    key.checked ? localStorage.removeItem(NO_KEY) : localStorage.setItem(NO_KEY, 'true');
  } catch {
    key.checked = true;
  }
};
addEventListener('popstate', () => {
  recall();
  restart();
});

// Arrows move between the field and the results. Escape leads back to the field, and there it clears it.
addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const links = [field, ...list.querySelectorAll('.tool__story h2 a')];
  const at = links.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && at >= 0 && links[at + step]) {
    event.preventDefault();
    links[at + step].focus();
  } else if (event.key === 'Escape') {
    if (at > 0) field.focus();
    else if (at === 0 && field.value) {
      event.preventDefault();
      field.value = '';
      restart();
    }
  } else if (event.key === '/' && document.activeElement === document.body && key.checked) {
    event.preventDefault();
    field.focus();
  }
});

receive();
recall();
show([0, 0, false, [], []], false);
const first = location.search ? search() : Promise.resolve(field.focus({ preventScroll: true }));
// The page is as it stays: the archive may be seen.
first.then(() => document.documentElement.dataset.ready = true);
