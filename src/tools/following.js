// What the reader follows: the sections, topics and authors, and their newest stories.
//
// All of it is in the storage of this device. The newest stories of the newspaper are one file for all
// readers, so that no request tells what somebody follows. The app does not run on this page.
import { MOST, PATH, keyOf, parseLists, readFollowed, storeFollowed } from '../modules/followed.js';
import { startEverywhere } from '../modules/starting.js';
import { create } from '../modules/create.js';
import { fill, formOf } from '../modules/fill.js';
import { listed } from '../modules/listed.js';

// How many stories to show first, and how many to add each time.
const COUNT = 20;
// How many lists to suggest.
const SUGGESTIONS = 8;
// The largest file that is read, in bytes.
const LARGEST = 1e6;
// What the saved file says it is.
const FORMAT = 'followed-lists';

const place = document.querySelector('.tool__place');
const { newest: newestPath, topics: topicsPath, base, url, newspaper } = JSON.parse(place.dataset.settings);
// The words of the interface, from the catalog of messages.
const words = JSON.parse(place.dataset.words);
const language = document.documentElement.lang;

const KEY = keyOf(base);
const followed = () => readFollowed(base).lists;
const store = lists => {
  try {
    storeFollowed(base, lists);
    startEverywhere('follow', lists.size > 0);
    return true;
  } catch {
    return false;
  }
};

// The newspaper's lists, the name of each by its path, and its newest stories.
let lists = new Map(), stories = [], hasFailed = false;
const getJson = async (path, cache) => {
  const response = await fetch(path, { cache });
  if (!response.ok) throw Error(`${path}: ${response.status}`);
  return response.json();
};
const load = async cache => {
  const data = await getJson(newestPath, cache);
  lists = new Map([...data.lists, ...lists]);
  stories = data.stories.map(([path, headline, time, lang, at]) => ({ path, headline, time, lang, lists: at.map(at => data.lists[at][0]) }));
};
// The names of all topics are needed to find one.
let naming;
const loadTopics = () => naming ||= getJson(topicsPath, 'default')
  .then(topics => lists = new Map([...lists, ...topics.map(([slug, name]) => [`/tag/${slug}`, name])]))
  .catch(error => {
    naming = undefined;
    throw error;
  });
const kind = path => path.startsWith('/tag/') ? words.topic : path.startsWith('/author/') ? words.author : words.section;

// The elements.
const status = create('p', { class: 'tool__status', role: 'status' });
const chips = create('ul', { class: 'following__lists' });
const field = create('input', { type: 'search', class: 'tool__field', autocapitalize: 'off', autocomplete: 'off', spellcheck: 'false', 'aria-label': words.find, placeholder: words.find });
const suggestions = create('ul', { class: 'following__suggestions', 'aria-label': words.add });
const form = create('form', { role: 'search', class: 'tool__form' }, field, suggestions);
const notes = create('div', { class: 'tool__notes' });
const about = create('p', { class: 'tool__meta' });
const list = create('ol', { class: 'tool__stories' });
const more = create('button', { type: 'button', class: 'tool__button', hidden: '' }, words.more);
const button = (text, press, attributes = {}) => {
  const element = create('button', { type: 'button', class: 'tool__button', ...attributes }, text);
  element.onclick = press;
  return element;
};
const bdi = text => create('bdi', { lang: language }, text);
// Puts an element in the place of a name in braces.
const around = (text, element) => {
  const [before, after] = text.split(/\{\w+\}/);
  return [before, element, after];
};

const note = (text, ...buttons) => notes.replaceChildren(create('p', { class: 'tool__note' }, text, ...buttons.flatMap(button => [' ', button])));
// Changes what is followed. Returns whether it could be stored.
const change = edit => {
  const own = followed();
  edit(own);
  if (!store(own)) {
    note(words.blocked);
    return false;
  }
  show();
  return true;
};
const follow = path => {
  if (followed().size >= MOST) return note(fill(formOf(words, 'tooMany', MOST), { number: MOST }));
  const name = lists.get(path);
  field.value = '';
  if (change(own => own.set(path, name))) status.textContent = fill(words.nowFollowed, { name });
  suggest();
  field.focus();
};
const unfollow = path => {
  const name = nameOf(path, followed().get(path));
  if (!change(own => own.delete(path))) return;
  status.textContent = fill(words.unfollowed, { name });
  note(fill(words.unfollowed, { name }), button(words.undo, () => {
    notes.replaceChildren();
    change(own => own.set(path, name));
    field.focus();
  }));
  notes.querySelector('button').focus();
};
// The newspaper's own name for a list, or the stored one.
const nameOf = (path, stored) => lists.get(path) || stored || path;

const date = time => {
  const [year, month, day] = time.slice(0, 10).split('-');
  return new Date(Date.UTC(year, month - 1, day)).toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });
};
const item = ({ path, headline, time, lang, reasons }) => {
  const names = create('span', {}, ...listed(reasons.map(path => lists.get(path)), bdi));
  return create('li', { class: 'tool__story' },
    // The sentence has the direction of its own language, whatever the direction of the page.
    create('p', { class: 'kicker' }, create('bdi', { dir: 'ltr' }, ...around(words.because, names))),
    create('h3', { lang: lang || language, ...lang ? { dir: 'auto' } : {} }, create('a', { href: base + path }, headline)),
    create('p', { class: 'tool__meta' }, create('time', { datetime: time }, date(time))));
};
let count = COUNT;
const show = () => {
  const { lists: own, isDamaged } = readFollowed(base);
  if (isDamaged) note(words.damaged);
  chips.replaceChildren(...[...own].map(([path, stored]) => {
    const name = nameOf(path, stored);
    const remove = button('×', () => unfollow(path), { class: 'following__remove', 'aria-label': fill(words.unfollow, { name }) });
    return create('li', {}, create('a', { href: base + path }, bdi(name)), create('small', {}, kind(path)), remove);
  }));
  const mine = stories.map(story => ({ ...story, reasons: story.lists.filter(path => own.has(path)) })).filter(({ reasons }) => reasons.length);
  list.replaceChildren(...mine.slice(0, count).map(item));
  more.hidden = mine.length <= count;
  about.textContent = !own.size ? words.nothing : hasFailed ? '' : fill(formOf(words, mine.length ? 'among' : 'noStories', stories.length), { number: stories.length });
  newestHeadline.hidden = !own.size;
  followedHeadline.hidden = !own.size;
  for (const button of [save, feeds, erase]) button.disabled = !own.size;
};
more.onclick = () => {
  const at = count;
  count += COUNT;
  show();
  list.children[at]?.querySelector('a').focus();
};

const plain = text => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const suggest = () => {
  const typed = plain(field.value.trim()), own = followed(), found = [];
  for (const [path, name] of lists) {
    if (found.length === SUGGESTIONS) break;
    if (!own.has(path) && (plain(name).includes(typed) || path.includes(typed))) found.push([path, name]);
  }
  const items = found.map(([path, name]) => create('li', {}, button('', () => follow(path), { 'data-path': path })));
  items.forEach((item, at) => {
    const [path, name] = found[at];
    item.firstChild.append(create('span', { 'aria-hidden': 'true' }, '+ '), bdi(name), ' ', create('small', {}, kind(path)));
  });
  suggestions.replaceChildren(...items);
  if (typed && !found.length) suggestions.append(create('li', { class: 'tool__meta' }, words.noMatch));
};
field.oninput = () => {
  suggest();
  loadTopics().then(suggest, console.error);
};
field.onfocus = () => loadTopics().then(suggest, console.error);
form.onsubmit = event => {
  event.preventDefault();
  const first = field.value.trim() && suggestions.querySelector('[data-path]');
  if (first) follow(first.dataset.path);
};

// Files.
const download = (name, type, text) => {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = create('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
};
const save = button(words.export, () => download('following.json', 'application/json', `${JSON.stringify({ format: FORMAT, newspaper: url, version: 1, lists: [...followed()] }, null, 1)}\n`));

// Leaves out what XML cannot have (https://www.w3.org/TR/xml/#charsets).
const forXml = text => text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/gu, '');
// Returns a list of feeds (https://opml.org/spec2.opml). Authors have no feeds.
const opml = own => {
  const xml = document.implementation.createDocument(null, 'opml');
  const add = (parent, name, text, attributes = {}) => {
    const element = xml.createElement(name);
    element.append(...text ? [forXml(text)] : []);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, forXml(value));
    parent.append(element);
    return element;
  };
  xml.documentElement.setAttribute('version', '2.0');
  const head = add(xml.documentElement, 'head');
  add(head, 'title', fill(words.feedsTitle, { newspaper }));
  add(head, 'dateCreated', new Date().toUTCString());
  add(head, 'docs', 'https://opml.org/spec2.opml');
  const body = add(xml.documentElement, 'body');
  for (const [path, stored] of own) {
    const text = nameOf(path, stored), htmlUrl = url + path;
    if (!path.startsWith('/author/')) add(body, 'outline', '', { type: 'rss', text, title: `${text} – ${newspaper}`, xmlUrl: `${htmlUrl}/feed.xml`, htmlUrl });
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(xml)}\n`;
};
const feeds = button(words.feeds, () => {
  const own = followed(), authors = [...own.keys()].filter(path => path.startsWith('/author/'));
  download('following.opml', 'text/x-opml', opml(own));
  if (authors.length) note(words.noFeeds);
});

const picker = create('input', { type: 'file', accept: '.json,application/json', hidden: '', 'aria-hidden': 'true', tabindex: -1 });
const open = button(words.import, () => picker.click());
const read = async file => {
  if (file.size > LARGEST) return note(words.tooLarge);
  let data;
  try {
    data = JSON.parse(await file.text());
  } catch {}
  if (data?.format !== FORMAT) return note(words.notJson);
  const read = parseLists(data)?.lists;
  if (!read) return note(words.otherVersion);
  await loadTopics();
  const own = followed(), unknown = [];
  let number = 0, isFull = false;
  for (const [path, name] of read) {
    if (!lists.has(path)) unknown.push(name || path);
    else if (own.size >= MOST && !own.has(path)) isFull = true;
    else {
      own.set(path, lists.get(path));
      number++;
    }
  }
  if (!store(own)) return note(words.blocked);
  show();
  suggest();
  status.textContent = fill(formOf(words, 'imported', number), { number, all: own.size });
  const problems = [fill(formOf(words, 'imported', number), { number, all: own.size })];
  if (unknown.length) problems.push(fill(words.unknownNames, { names: listed([...unknown.slice(0, 10), ...unknown.length > 10 ? ['…'] : []]).join('') }));
  if (isFull) problems.push(fill(formOf(words, 'tooMany', MOST), { number: MOST }));
  note(problems.join(' '));
};
picker.onchange = () => {
  const [file] = picker.files;
  picker.value = '';
  if (file) read(file).catch(error => {
    console.error(error);
    note(words.failed);
  });
};

const erase = button(words.erase, () => {
  note(words.eraseSure,
    button(words.eraseYes, () => {
      if (!store(new Map())) return note(words.blocked);
      show();
      suggest();
      status.textContent = words.erased;
      note(words.erased);
      field.focus();
    }),
    button(words.cancel, () => {
      notes.replaceChildren();
      erase.focus();
    }));
  notes.querySelector('button:last-of-type').focus();
  notes.scrollIntoView({ block: 'nearest' });
});

const heading = text => create('h2', {}, text);
const [followedHeadline, newestHeadline] = [heading(words.followed), heading(words.stories)];
place.replaceChildren(
  create('p', { class: 'tool__meta' }, words.private),
  followedHeadline, chips,
  heading(words.add), form, notes,
  newestHeadline, about, list, more,
  heading(words.keep), create('div', { class: 'following__buttons' }, save, open, feeds, erase), picker, status);

addEventListener('storage', event => {
  if (event.key !== KEY && event.key !== null) return;
  show();
  suggest();
});

const begin = async cache => {
  hasFailed = false;
  await load(cache).catch(error => {
    console.error(error);
    hasFailed = true;
    note(words.failed, button(words.retry, () => {
      notes.replaceChildren();
      begin('reload');
    }));
  });
  show();
  suggest();
};
begin('default').then(async () => {
  // The *Follow* link of a list leads here if its part could not be loaded.
  const path = location.search.slice(1);
  if (PATH.test(path) && !followed().has(path)) {
    await loadTopics().catch(console.error);
    if (lists.has(path)) {
      field.value = lists.get(path);
      suggest();
      field.focus();
    }
  }
  document.documentElement.dataset.ready = true;
});
