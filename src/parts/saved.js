// Saving: the *Save* link of a story's share bar, and what readers who keep something have on each page.
//
// Without this part the link leads to the list of what is kept.
import { speaker } from '../modules/speaker.js';
import { startEverywhere } from '../modules/starting.js';

// A test compares these with the catalog of messages.
const words = {
  save: 'Save',
  saved: 'Saved',
  saving: 'Saving…',
  told: 'This story is kept on this device. It opens without a connection.',
  removed: 'This story is not kept any more.',
  full: 'There is no room for this story on this device.',
  failed: 'This story could not be saved.',
  newer: 'There is a newer version of this page.',
  show: 'Show it',
  lang: 'en',
  dir: 'ltr',
};
const speak = speaker('saved', words);

// How long a page must be on screen to count as read, in milliseconds.
const READ = 1000;

// The address of the newspaper, from a link to the list of what is kept.
// `undefined` if the newspaper has turned that off.
const base = document.querySelector('[href$="/saved"]')?.getAttribute('href').slice(0, -6);
const path = () => location.pathname.slice(base.length) || '/';
let kept;
const prepare = async use => {
  await speak();
  return kept ||= (await use('device')).newspaper(base);
};

const show = (place, isSaved) => {
  // A link that acts is a button for a screen reader.
  place.setAttribute('role', 'button');
  place.setAttribute('aria-pressed', isSaved);
  // The space bar presses a button.
  place.onkeydown = event => {
    if (event.key !== ' ') return;
    event.preventDefault();
    place.click();
  };
  place.textContent = isSaved ? words.saved : words.save;
};
const tell = text => {
  const message = document.querySelector('.share-bar__told'), announcer = document.querySelector('.announcer');
  if (message) Object.assign(message, { textContent: text, lang: words.lang, dir: words.dir });
  if (announcer) announcer.textContent = text;
};

export default async (place, use) => {
  await prepare(use);
  const story = path();
  try {
    if (await kept.has('saved', story)) {
      await kept.drop('saved', story);
      await kept.sweep();
      show(place, false);
      return tell(words.removed);
    }
    place.textContent = words.saving;
    const isFirst = !await kept.isOn();
    await kept.keep('saved', story);
    if (isFirst) {
      await kept.turnOn();
      startEverywhere('saved', true);
      // Ask the browser not to remove it when space is short. It may say no.
      navigator.storage?.persist?.().catch(() => {});
      start(use);
    }
    show(place, true);
    tell(words.told);
  } catch (error) {
    console.error(error);
    await kept.drop('saved', story).catch(() => {});
    show(place, false);
    tell(kept.isFull(error) ? words.full : words.failed);
  }
};

let isStarted = false;
// Shows on each story whether it is saved, reports to the service worker which pages are read, and tells the
// reader when a newer version of the page on screen has been loaded.
export const start = use => {
  if (isStarted) return;
  isStarted = true;
  if (base === undefined) return startEverywhere('saved', false);
  let timer;
  const arrive = async () => {
    clearTimeout(timer);
    await prepare(use);
    const place = document.querySelector('[data-part="saved"]');
    if (place) {
      const isSaved = await kept.has('saved', path());
      if (isSaved !== (place.getAttribute('aria-pressed') === 'true')) show(place, isSaved);
    }
    timer = setTimeout(() => navigator.serviceWorker?.controller?.postMessage({ read: path() }), READ);
  };
  const worker = navigator.serviceWorker;
  new MutationObserver(() => arrive().catch(console.error)).observe(document.body, { childList: true, subtree: true });
  arrive().catch(console.error);
  if (!worker) return;
  worker.onmessage = ({ data }) => {
    if (data?.newer !== path() || document.querySelector('.newer')) return;
    const note = document.createElement('p'), again = document.createElement('a');
    note.className = 'newer';
    note.setAttribute('role', 'status');
    note.lang = words.lang;
    note.dir = words.dir;
    again.href = location.href;
    again.textContent = words.show;
    again.onclick = event => {
      event.preventDefault();
      location.reload();
    };
    note.append(`${words.newer} `, again);
    document.body.append(note);
  };
  worker.controller?.postMessage({ newer: path() });
  // Renew the edition on the first visit of each day, because not every browser renews it in the background.
  if (localStorage.edition && !navigator.connection?.saveData) renew(use).catch(() => {});
};
const renew = async use => {
  const day = new Date().toDateString();
  if (localStorage.edition === day) return;
  await (await prepare(use)).renew();
  localStorage.edition = day;
};
