// Combined topics: the stories that have all chosen topics, and none of the ones left out.
//
// Each topic has a list of numbers, one for each of its stories, the newest first. What lists have in
// common is found here. A number's place in the list says which page of the topic has the story's card.
// The page works without this script: it then leads to each topic. The app does not run on it.
import { create } from '../modules/create.js';
import { fill, formOf } from '../modules/fill.js';
import { listed } from '../modules/listed.js';

// How many stories to show first, and how many to add each time.
const COUNT = 20;
// How many stories a numbered page of a topic has.
const PAGE_SIZE = 20;
// How many bytes a number has.
const ID_BYTES = 6;
// The largest number of stories in a list; see `MOST_STORIES` there.
const LONGEST = 5000;
// How many topics can be combined.
const MOST = 8;
// How many topics to suggest.
const SUGGESTIONS = 8;

const place = document.querySelector('.tool__place');
const settings = JSON.parse(place.dataset.settings);
const { base } = settings;
// The words of the interface, from the catalog of messages.
const words = JSON.parse(place.dataset.words);
const headline = document.querySelector('h1');
const all = document.querySelector('.topics__all');
const newspaper = document.title.slice(headline.textContent.length);
const language = document.documentElement.lang;

// The chosen topics and those left out, by their slugs.
let wanted = [], unwanted = [];
// The name and the number of stories of each topic, by its slug.
let topics = new Map();
const nameOf = slug => topics.get(slug)?.name || slug;

// Reads the topics from an address: `/tag/mideast+political~world`, or `/tag?mideast+political~world`.
const read = () => {
  let terms = location.search.slice(1) || location.pathname.slice(base.length).replace(/^\/tag(\.html)?\/?/, '');
  try {
    terms = decodeURIComponent(terms);
  } catch {}
  wanted = [];
  unwanted = [];
  for (const term of terms.replace(/\/$/, '').split(/(?=[+~])/)) {
    const [, sign, slug] = /^([+~]?)([a-z0-9-]{1,100})$/.exec(term) || [];
    const list = sign === '~' ? unwanted : wanted;
    if (slug && !list.includes(slug)) list.push(slug);
  }
  const isLong = wanted.length + unwanted.length > MOST;
  wanted = wanted.slice(0, MOST).sort();
  unwanted = unwanted.slice(0, MOST - wanted.length).sort();
  return isLong;
};
// Returns the address of a combination. Slugs are sorted, so that a combination has one address.
const address = (wanted, unwanted) => {
  const terms = [[...wanted].sort().join('+'), ...[...unwanted].sort()].join('~');
  if (!terms) return `${base}/tag`;
  return `${base}/tag${wanted.length && wanted.length + unwanted.length > 1 ? '/' : '?'}${terms}`;
};

const getJson = async (path, cache) => {
  const response = await fetch(path, { cache });
  if (!response.ok) throw Error(`${path}: ${response.status}`);
  return response.json();
};

// How browsers use their cache: after a failure they load files again.
let cache = 'default';
// The lists by slug, and the pages of topics by path.
let lists = Object.create(null), pages = Object.create(null);
const list = slug => lists[slug] ||= fetch(`${base}/tag/${slug}.bin`, { cache }).then(async response => {
  if (response.status === 404) return undefined;
  if (!response.ok) throw Error(`${slug}: ${response.status}`);
  const view = new DataView(await response.arrayBuffer());
  const number = at => view.getUint32(at) * 65536 + view.getUint16(at + 4);
  const ids = [];
  for (let at = ID_BYTES; at + ID_BYTES <= view.byteLength; at += ID_BYTES) ids.push(number(at));
  // The file is truncated, or is not such a list.
  const total = number(0);
  if (view.byteLength % ID_BYTES || ids.length !== Math.min(total, LONGEST)) throw Error(`${slug}: damaged`);
  return { total, ids, places: new Map(ids.map((id, place) => [id, place])) };
});
// Returns the cards of a page of a topic by their numbers.
const page = path => pages[path] ||= getJson(path, cache).then(data => new Map(data.page.listing.cards.map(card => [idOf(card.url), card])));
// Returns the number of a story; see `story_id` in `crates/catalog/src/topics.rs`.
const idOf = path => {
  const bytes = new TextEncoder().encode(path);
  const hash = start => bytes.reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), start) >>> 0;
  return hash(0x811c9dc5) * 65536 + (hash(0x9747b28c) & 0xffff);
};
// Returns the path of the page data with the card of the story at `place` in a topic's list. Pages are
// numbered from the oldest story. The newest page has no number in its path, and has the stories of the two
// highest numbers.
const pagePath = (slug, { total }, place) => {
  const last = Math.ceil(total / PAGE_SIZE), number = Math.ceil((total - place) / PAGE_SIZE);
  return `${base}/tag/${slug}${number >= last - 1 ? '' : `/${number}`}.json`;
};

// Returns the numbers of the stories that have all wanted topics and none of the unwanted ones.
const combine = found => {
  const having = wanted.map(slug => found[slug]), lacking = unwanted.map(slug => found[slug]);
  const [shortest, ...others] = [...having].sort((a, b) => a.ids.length - b.ids.length);
  return shortest.ids.filter(id => others.every(({ places }) => places.has(id)) && !lacking.some(({ places }) => places.has(id)));
};

// Returns the cards of stories. They are on pages of each wanted topic; those of the topic with the fewest
// such pages are loaded.
const cards = async (ids, found) => {
  const choices = wanted.map(slug => ids.map(id => pagePath(slug, found[slug], found[slug].places.get(id))));
  const [paths] = choices.sort((a, b) => new Set(a).size - new Set(b).size);
  const loaded = await Promise.allSettled(paths.map(page));
  return ids.map((id, at) => loaded[at].value?.get(id));
};

// The elements.
const chips = create('ul', { class: 'topics__chips', 'aria-label': words.name });
const field = create('input', { type: 'search', class: 'tool__field', autocapitalize: 'off', autocomplete: 'off', spellcheck: 'false', 'aria-label': words.add, placeholder: words.add });
const suggestions = create('ul', { class: 'topics__suggestions', 'aria-label': words.add });
const hint = create('p', { class: 'tool__meta' }, words.hint);
const form = create('form', { role: 'search', class: 'tool__form' }, chips, hint, field, suggestions);
const status = create('p', { class: 'tool__status', role: 'status' });
const notes = create('div', { class: 'tool__notes' });
const stories = document.querySelector('.tool__stories') || create('ol', { class: 'tool__stories' });
const more = create('button', { type: 'button', class: 'tool__button', hidden: '' }, words.more);

const date = time => {
  const [year, month, day] = time.slice(0, 10).split('-');
  return new Date(Date.UTC(year, month - 1, day)).toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });
};
// Creates a card like those on the published pages of pairs. The headline is in the language of the story,
// and everything else is in the language of the newspaper.
const item = ({ url, headline, kicker = [], time, lang }) => {
  const link = create('a', { href: base + url }, headline);
  const names = kicker.map((name, at) => create('span', {}, name, ...at + 1 < kicker.length ? [create('span', { 'aria-hidden': 'true' }, '|')] : []));
  return create('li', { class: 'tool__story' },
    ...names.length ? [create('p', { class: 'kicker', lang: language }, ...names)] : [],
    create('h3', { lang: lang || language, ...lang ? { dir: 'auto' } : {} }, link),
    create('p', { class: 'tool__meta', lang: language }, create('time', { datetime: time }, date(time))));
};
const note = (text, button) => notes.append(create('p', { class: 'tool__note' }, text, ...button ? [' ', button] : []));
const retry = () => {
  const button = create('button', { type: 'button', class: 'tool__button' }, words.retry);
  button.onclick = () => {
    cache = 'reload';
    lists = Object.create(null);
    pages = Object.create(null);
    begin();
  };
  return button;
};

const title = () => {
  const without = (first, second) => fill(words.not, { first, second: nameOf(second) });
  return unwanted.reduce(without, listed(wanted.map(nameOf)).join('') || words.name);
};
const link = (attributes, to, ...children) => {
  const element = create('a', { href: address(...to), ...attributes }, ...children);
  element.dataset.step = '';
  return element;
};
const showChips = () => {
  const chip = (slug, isWanted) => {
    const name = nameOf(slug), rest = list => list.filter(other => other !== slug);
    const turned = isWanted ? [rest(wanted), [...unwanted, slug]] : [[...wanted, slug], rest(unwanted)];
    return create('li', { class: isWanted ? 'topics__chip' : 'topics__chip topics__chip--not' },
      link({ class: 'topics__turn', 'aria-label': fill(isWanted ? words.turn : words.turnBack, { name }) }, turned, create('bdi', isWanted ? {} : { dir: 'ltr' }, ...isWanted ? [] : [create('b', {}, words.notMark), ' '], create('bdi', { lang: language }, name))),
      link({ class: 'topics__remove', 'aria-label': fill(words.remove, { name }) }, [rest(wanted), rest(unwanted)], '×'));
  };
  hint.hidden = !wanted.length && !unwanted.length;
  chips.replaceChildren(...wanted.map(slug => chip(slug, true)), ...unwanted.map(slug => chip(slug, false)));
};
const plain = text => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const showSuggestions = () => {
  const typed = plain(field.value.trim());
  const isFull = wanted.length + unwanted.length >= MOST;
  const found = [];
  if (!isFull) for (const [slug, { name }] of topics) {
    if (found.length === SUGGESTIONS) break;
    if (!wanted.includes(slug) && !unwanted.includes(slug) && (plain(name).includes(typed) || slug.includes(typed))) found.push(slug);
  }
  field.disabled = isFull;
  suggestions.replaceChildren(...found.map(slug => create('li', {}, link({}, [[...wanted, slug], unwanted], create('bdi', { lang: language }, nameOf(slug)), ' ', create('small', {}, topics.get(slug).stories.toLocaleString(language))))));
};

// What was found, and how many of the cards are shown.
let ids = [], found, shown = 0;
// The number of the latest search. Older ones stop.
let latest = 0;
const showMore = async () => {
  const number = latest, next = ids.slice(shown, shown + COUNT);
  place.setAttribute('aria-busy', true);
  const loaded = await cards(next, found);
  if (number !== latest) return;
  const items = loaded.filter(card => card).map(item);
  stories.append(...items);
  const isComplete = items.length === next.length;
  shown += next.length;
  more.hidden = shown >= ids.length;
  notes.querySelectorAll('.tool__button').forEach(button => button.parentElement.remove());
  if (!isComplete) note(words.incomplete, retry());
  place.removeAttribute('aria-busy');
  return items[0];
};
const search = async isLong => {
  const number = ++latest;
  notes.replaceChildren();
  if (isLong) note(words.tooMany);
  const terms = [...wanted, ...unwanted];
  if (all && !settings.pair) all.hidden = terms.length > 0;
  const both = wanted.find(slug => unwanted.includes(slug));
  const problem = !terms.length ? words.choose : !wanted.length ? words.onlyNot : both && fill(words.contradiction, { name: nameOf(both) });
  ids = [];
  shown = 0;
  more.hidden = true;
  if (problem) {
    status.textContent = problem;
    stories.replaceChildren();
    return;
  }
  status.textContent = words.searching;
  try {
    const loaded = await Promise.all(terms.map(list));
    if (number !== latest) return;
    found = Object.fromEntries(terms.map((slug, at) => [slug, loaded[at] || { total: 0, ids: [], places: new Map() }]));
    terms.forEach((slug, at) => loaded[at] || note(fill(words.unknown, { name: nameOf(slug) })));
    ids = combine(found);
    const limit = Math.max(0, ...loaded.map(list => list && list.total > list.ids.length ? list.ids.length : 0));
    if (limit) note(fill(formOf(words, 'newestOnly', limit), { number: limit }));
    stories.replaceChildren();
    if (ids.length) await showMore();
    if (number !== latest) return;
    status.textContent = fill([words.none, words.one][ids.length] || formOf(words, 'many', ids.length), { number: ids.length });
  } catch (error) {
    if (number !== latest) return;
    console.error(error);
    status.textContent = '';
    place.removeAttribute('aria-busy');
    note(words.failed, retry());
  }
};
const show = () => {
  headline.textContent = title();
  document.title = headline.textContent + newspaper;
  showChips();
  showSuggestions();
};
const begin = () => {
  const isLong = read();
  show();
  return search(isLong);
};
// Goes to a combination without loading the page again.
const go = to => {
  history.pushState(null, '', to);
  field.value = '';
  return begin();
};

form.onsubmit = event => {
  event.preventDefault();
  const first = field.value.trim() && suggestions.querySelector('a');
  if (first) go(first.href).then(() => field.focus());
};
form.onclick = event => {
  const step = event.target.closest('[data-step]');
  if (!step || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(step.href);
  // The link is gone.
  field.focus({ preventScroll: true });
};
field.oninput = showSuggestions;
more.onclick = async () => {
  const first = await showMore();
  first?.querySelector('a').focus();
};
addEventListener('popstate', begin);

// A host without rules for combinations answers with its page for unknown addresses, which leads here with
// the topics in the query. Show the usual address of the combination in that case, too.
const isLong = read();
const terms = [...wanted, ...unwanted];
const first = address(wanted, unwanted);
if (first !== location.pathname + location.search && terms.length) history.replaceState(null, '', first);
// The published page of a pair already contains its first stories.
const isReady = settings.pair && first === `${base}/tag/${settings.pair}`;
place.replaceChildren(form, status, notes);
if (!stories.isConnected) place.append(create('h2', { class: 'unseen' }, words.stories), stories);
stories.after(more);
const names = getJson(settings.topics, 'default').then(entries => {
  topics = new Map(entries.map(([slug, name, stories]) => [slug, { name, stories }]));
  show();
}).catch(console.error);
if (isReady) {
  const number = +settings.count;
  status.textContent = fill([words.none, words.one][number] || formOf(words, 'many', number), { number });
  shown = stories.children.length;
  more.hidden = shown >= number;
  more.onclick = async () => {
    // Load the lists only when the reader asks for more stories than the page has.
    if (!ids.length) {
      const loaded = await Promise.all(terms.map(list));
      found = Object.fromEntries(terms.map((slug, at) => [slug, loaded[at]]));
      ids = combine(found);
    }
    const first = await showMore();
    first?.querySelector('a').focus();
  };
  showChips();
  names.then(() => document.documentElement.dataset.ready = true);
} else {
  names.then(() => {
    show();
    return search(isLong);
  }).then(() => document.documentElement.dataset.ready = true);
}
