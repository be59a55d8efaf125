// What is kept on this device: today's edition, saved stories, and what was read lately.
//
// The service worker shows this page in the place of one that is not kept while there is no connection.
import { startEverywhere } from '../modules/starting.js';
import { create } from '../modules/create.js';
import { fill, formOf } from '../modules/fill.js';

const place = document.querySelector('.tool__place');
const { device, book } = JSON.parse(place.dataset.settings);
const words = JSON.parse(place.dataset.words);
const language = document.documentElement.lang;
const base = new URL(document.querySelector('.masthead__name').href).pathname.replace(/\/$/, '');
// The service worker's script must be a trusted one.
window.trustedTypes?.createPolicy('default', { createScriptURL: address => address === `${base}/sw.js` ? address : null });

const button = (label, press, attributes = {}) => {
  const element = create('button', { type: 'button', class: 'tool__button', ...attributes }, label);
  element.onclick = press;
  return element;
};
const note = (...children) => create('p', { class: 'tool__note' }, ...children);

// Returns a number of bytes in megabytes, a unit that all readers know.
const size = bytes => new Intl.NumberFormat(language, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1, minimumFractionDigits: bytes < 1e7 ? 1 : 0 }).format(Math.max(bytes / 1e6, bytes ? 0.1 : 0));
const dates = new Intl.DateTimeFormat(language, { dateStyle: 'long' });
const date = time => isNaN(time) ? '' : dates.format(time);
// A day has no time zone, so it is formatted in UTC.
const dayText = day => new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));

// Storage can be forbidden.
const setting = (name, value) => {
  try {
    if (value === undefined) return localStorage[name];
    value === null ? delete localStorage[name] : localStorage[name] = value;
  } catch {}
};

const status = create('p', { class: 'saved__status', role: 'status' });
const tell = text => status.textContent = text;
const section = (name, ...children) => create('section', { class: 'saved__section' }, create('h2', {}, name), ...children);

const editionPlace = create('div', { class: 'saved__edition' });
const savedPlace = create('div', {}), recentPlace = create('div', {}), totalPlace = create('div', { class: 'saved__total' });

const main = async () => {
  const { newspaper } = await import(device);
  if (!window.caches) throw Error('no caches');
  const kept = newspaper(base);

  // Turns on the service worker, which serves kept pages. This is called when the first page is kept.
  const turnOn = async () => {
    await kept.turnOn();
    startEverywhere('saved', true);
    navigator.storage?.persist?.().catch(() => {});
  };
  const failed = error => {
    console.error(error);
    tell(kept.isFull(error) ? words.full : navigator.onLine ? words.failed : words.offline);
  };
  const guarded = job => async event => {
    const pressed = event?.currentTarget;
    try {
      await job(pressed);
    } catch (error) {
      failed(error);
    }
    await show();
  };

  // Today's edition.
  let download, offered;
  const showEdition = async () => {
    if (download) return;
    const there = await kept.edition();
    offered ??= await kept.offered().catch(() => null);
    const isCurrent = there?.isComplete && (!offered || offered.id === there.id);
    const list = offered || there, lines = [], buttons = [];
    if (!list?.day) return editionPlace.replaceChildren(create('p', {}, words.noEdition));
    const text = (name, { day, stories, bytes }) => fill(formOf(words, name, stories), { day: dayText(day), stories, size: size(bytes) });
    if (there?.isComplete) lines.push(create('p', {}, create('a', { href: `${base}/` }, text('editionKept', there))));
    if (there && !there.isComplete) lines.push(create('p', {}, text('editionPartly', there)));
    if (!isCurrent && offered) {
      if (there?.id !== offered.id) lines.push(create('p', {}, text('editionOffered', offered)));
      buttons.push(button(there && !there.isComplete && there.id === offered.id ? words.goOn : words.download, get));
    }
    if (there) buttons.push(button(words.remove, guarded(async () => {
      await kept.clear('edition');
      setting('edition', null);
      tell(words.editionRemoved);
    })));
    const daily = create('input', { type: 'checkbox', ...setting('edition') !== undefined ? { checked: '' } : {} });
    daily.onchange = guarded(() => renewDaily(daily.checked));
    const renewal = create('label', { class: 'saved__choice' }, daily, words.daily);
    const file = create('p', {}, create('a', { href: book, download: '', type: 'application/epub+zip' }, words.book));
    editionPlace.replaceChildren(...lines, create('p', { class: 'saved__buttons' }, ...buttons), ...there ? [renewal] : [], ...book && offered ? [file] : []);
  };
  const renewDaily = async isOn => {
    setting('edition', isOn ? new Date().toDateString() : null);
    // Only some browsers renew the edition in the background, and only for installed newspapers. In others,
    // it is renewed at the next visit.
    const registration = await navigator.serviceWorker?.getRegistration(`${base}/`);
    const renewal = registration?.periodicSync;
    await (isOn ? renewal?.register('edition', { minInterval: 12 * 36e5 }) : renewal?.unregister('edition'))?.catch(() => {});
  };
  const get = guarded(async () => {
    const bar = create('progress', { max: offered.bytes, value: 0, 'aria-label': words.downloading });
    const text = create('span', {}), stop = new AbortController();
    const step = bytes => {
      bar.value = bytes;
      text.textContent = fill(words.progress, { done: size(bytes), size: size(offered.bytes) });
    };
    step(0);
    const cancel = button(words.stop, () => stop.abort());
    editionPlace.replaceChildren(create('p', { class: 'saved__progress' }, bar, text), cancel);
    cancel.focus();
    tell(words.downloading);
    try {
      download = kept.download(offered, step, stop.signal);
      await download;
      await turnOn();
      tell(words.editionHere);
    } catch (error) {
      if (error.name !== 'AbortError') throw error;
      tell(words.stopped);
    } finally {
      await download?.catch(() => {});
      download = undefined;
    }
  });

  // Stories.
  const story = (kind, { path, name, lang, section, published, bytes }) => {
    const time = published?.slice(0, 10);
    const label = name || path;
    const remove = button(words.remove, guarded(async () => {
      await kept.drop(kind, path);
      await kept.sweep();
      tell(fill(words.removed, { name: label }));
    }), { 'aria-label': fill(words.removeStory, { name: label }) });
    return create('li', { class: 'saved__story' },
      create('a', { href: base + path, ...lang && { lang }, dir: 'auto' }, label),
      create('p', { class: 'saved__meta' }, [section, time && dayText(time), size(bytes)].filter(Boolean).join(' · ')),
      remove);
  };
  const showSaved = async () => {
    const stories = await kept.list('saved');
    savedPlace.replaceChildren(stories.length ? create('ul', { class: 'saved__stories' }, ...stories.map(found => story('saved', found))) : create('p', {}, words.noneSaved));
  };
  const showRecent = async () => {
    const isOn = await kept.keepsRecent(), choice = create('input', { type: 'checkbox', ...isOn ? { checked: '' } : {} });
    choice.onchange = guarded(async () => {
      await kept.keepRecent(choice.checked);
      if (choice.checked) await turnOn();
      tell(choice.checked ? words.recentOn : words.recentOff);
    });
    const pages = isOn ? (await kept.list('recent')).filter(page => page.isStory) : [];
    recentPlace.replaceChildren(
      create('label', { class: 'saved__choice' }, choice, words.keepRecent),
      ...pages.length ? [create('details', {}, create('summary', {}, fill(words.recentStories, { number: pages.length.toLocaleString(language) })), create('ul', { class: 'saved__stories' }, ...pages.map(page => story('recent', page))))] : []);
  };
  const showTotal = async () => {
    const bytes = await kept.total();
    const erase = button(words.erase, guarded(async () => {
      await kept.erase();
      await kept.turnOff();
      startEverywhere('saved', false);
      setting('edition', null);
      tell(words.erased);
    }));
    totalPlace.replaceChildren(create('p', {}, bytes ? fill(words.total, { size: size(bytes) }) : words.nothing), ...bytes ? [erase] : []);
  };
  const show = async () => {
    // The button that was pressed is gone: its section takes the focus.
    const focused = document.activeElement?.closest?.('.saved__section');
    await Promise.all([showEdition(), showSaved(), showRecent(), showTotal()]);
    if (focused && !focused.contains(document.activeElement)) {
      const heading = focused.querySelector('h2');
      heading.tabIndex = -1;
      heading.focus();
    }
  };

  await show();
  place.replaceChildren(
    ...location.pathname === `${base}/saved` ? [] : [note(words.notHere)],
    ...navigator.serviceWorker ? [] : [note(words.noWorker)],
    status,
    section(words.edition, editionPlace),
    section(words.stories, savedPlace),
    section(words.recent, recentPlace),
    section(words.everything, totalPlace));
  document.documentElement.dataset.ready = true;
  // Another tab may have kept something meanwhile.
  document.addEventListener('visibilitychange', () => document.hidden || download || show().catch(failed));
};

main().catch(error => {
  console.error(error);
  place.replaceChildren(note(words.forbidden));
  document.documentElement.dataset.ready = true;
});
