// Following: the entry on the pages of sections, tags and authors, and *For you* on the front page.
//
// What is followed is in the storage of this device and nowhere else. *For you* chooses from the newest
// stories of the newspaper, which are one file for all readers, so that no request tells what is followed.
import { MOST, PATH, keyOf, readFollowed, storeFollowed } from '../modules/followed.js';
import { startEverywhere } from '../modules/starting.js';
import { create } from '../modules/create.js';
import { listed } from '../modules/listed.js';

// A test compares these with the catalog of messages.
const words = {
  follow: 'Follow',
  following: 'Following',
  forYou: 'For you',
  because: 'Because you follow ',
  allHere: 'All new stories of what you follow are on this page already.',
  noneNew: 'None of the newest stories are in what you follow.',
  list: 'What you follow',
  now: name => `You follow ${name} now.`,
  noLonger: name => `You no longer follow ${name}.`,
  tooMany: number => `You can follow up to ${number}. The others were left out.`,
  blocked: 'This browser does not let the newspaper store anything, so nothing can be followed here. Allow storage for this site, or use the feeds.',
};
// How many stories to show on the front page.
const COUNT = 8;
// How long the newest stories are used before they are loaded again, in milliseconds.
const FRESH = 300000;

// The path of the newspaper, without a slash at the end. Other newspapers on the same host have their own.
const base = document.querySelector('.colophon__name a').pathname.replace(/\/$/, '');
const KEY = keyOf(base);

// Returns what is followed: the name of each list by its path.
const followed = () => readFollowed(base).lists;
// Stores what is followed, and makes this part start with each page as long as anything is followed. Returns
// whether it could be stored.
const store = lists => {
  try {
    storeFollowed(base, lists);
    startEverywhere('follow', lists.size > 0);
    return true;
  } catch {
    return false;
  }
};

// Returns the path of the list that a *Follow* link is for. It is in the query of the link's address.
const pathOf = link => link.search.slice(1).replace(/(.)\/\d+$/, (all, before, at, path) => /^\/(tag|author)\/\d+$/.test(path) ? all : before);
const mark = () => {
  const lists = followed();
  for (const link of document.querySelectorAll('[data-part="follow"]')) {
    const text = lists.has(pathOf(link)) ? words.following : words.follow;
    if (link.textContent !== text) link.textContent = text;
    link.setAttribute('role', 'button');
    link.classList.toggle('is-followed', text === words.following);
  }
};
const say = (link, text) => {
  const region = document.querySelector('.announcer');
  if (region) region.textContent = text;
  let note = link.nextElementSibling;
  if (!note?.matches('.follow__note')) link.after(note = create('p', { class: 'follow__note', lang: 'en' }));
  note.textContent = text;
};
const toggle = link => {
  const path = pathOf(link), lists = followed();
  const name = document.querySelector('main h1')?.textContent.trim() || path;
  const isFollowed = lists.has(path);
  if (!PATH.test(path)) return;
  if (!isFollowed && lists.size >= MOST) return say(link, words.tooMany(MOST));
  isFollowed ? lists.delete(path) : lists.set(path, name);
  if (!store(lists)) return say(link, words.blocked);
  mark();
  say(link, isFollowed ? words.noLonger(name) : words.now(name));
};

// The newest stories, and when they were loaded.
let newest, loadedAt = 0;
const load = () => {
  if (!newest || Date.now() - loadedAt > FRESH) {
    loadedAt = Date.now();
    newest = fetch(`${base}/following.json`).then(response => response.ok ? response.json() : undefined).catch(() => undefined);
  }
  return newest;
};
const date = time => {
  const [year, month, day] = time.slice(0, 10).split('-');
  return new Date(Date.UTC(year, month - 1, day)).toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });
};
// Says why a story is here, with the names of the lists.
const reason = names => {
  const parts = listed(names, name => create('bdi', { lang: document.documentElement.lang }, name));
  // The sentence has the direction of its own language, whatever the direction of the page.
  return create('p', { class: 'kicker', lang: 'en' }, create('bdi', { dir: 'ltr' }, words.because, ...parts));
};
const card = ([path, headline, time, lang, , names]) => {
  const link = create('a', { href: base + path }, headline);
  return create('article', { class: 'card' }, create('div', { class: 'card__words' },
    reason(names),
    create('h3', { class: 'card__headline', ...lang ? { lang, dir: 'auto' } : {} }, link),
    create('p', { class: 'card__time' }, create('time', { datetime: time, lang: 'en' }, date(time)))));
};
// Shows the newest followed stories at the end of the front page, below everything else, so that nothing moves.
const showForYou = async () => {
  const front = document.querySelector('main .front'), lists = followed();
  // The edition of a past day stays as it is.
  if (!front || front.querySelector('.edition') || front.querySelector('.for-you') || !lists.size) return;
  const data = await load();
  if (!data || !front.isConnected || front.querySelector('.for-you')) return;
  const there = new Set([...front.querySelectorAll('a')].map(link => link.pathname));
  const stories = [];
  let isHere = false;
  for (const story of data.stories) {
    const names = story[4].map(at => data.lists[at]).filter(([path]) => lists.has(path)).map(([, name]) => name);
    if (names.length && there.has(base + story[0])) isHere = true;
    else if (names.length) stories.push([...story, names]);
    if (stories.length === COUNT) break;
  }
  const toList = text => create('a', { href: `${base}/following`, rel: 'external' }, text);
  // Without stories, say why, so that readers know that following works.
  const content = stories.length
    ? create('div', { class: 'strip__cards' }, ...stories.map(card))
    : create('p', { class: 'for-you__note', lang: 'en' }, isHere ? words.allHere : words.noneNew, ' ', toList(words.list));
  front.append(create('section', { class: 'strip for-you', 'aria-label': words.forYou },
    create('h2', { class: 'strip__name', lang: 'en' }, toList(words.forYou)),
    content));
};

const show = () => {
  mark();
  showForYou().catch(console.error);
};
// Other pages come and go in the same element.
new MutationObserver(show).observe(document.querySelector('main'), { childList: true, subtree: true });
// Another tab has changed what is followed.
addEventListener('storage', event => {
  if (event.key !== KEY && event.key !== null) return;
  document.querySelector('.for-you')?.remove();
  show();
});
// What acts as a button is pressed with the space bar, too.
document.addEventListener('keydown', event => {
  if (event.key !== ' ' || !event.target.matches?.('[data-part="follow"]')) return;
  event.preventDefault();
  event.target.click();
});

// The loader calls this where something is followed.
export const start = show;

export default toggle;
