// Fewer pictures: each picture of a story below its first one is a box that says what it shows, and loads when
// the reader asks for it. Starts with each page of readers who chose this, and under the browser's data saver.
//
// Browsers request the first picture of a page before any script runs, so it is shown. `FEW` is part of the
// look of the page (`crates/hosting/src/look_script.js`), so that the other pictures are not requested.
import { FEW } from '../modules/few.js';
import { speaker } from '../modules/speaker.js';
import { startEverywhere } from '../modules/starting.js';

// A test compares these with the catalog of messages.
const words = {
  show: 'Show picture',
};
const speak = speaker('ondemand', words);

// Returns whether the reader or the browser asks for fewer pictures. Also updates the stored look of the next
// pages when the browser's data saver is turned on or off.
const isOn = () => {
  let chosen;
  try {
    chosen = JSON.parse(localStorage.settings).pictures;
  } catch {}
  if (chosen) return chosen === 'few';
  const look = localStorage.look || '';
  let saves = false;
  if (navigator.connection?.saveData) saves = true;
  if (saves && !look.includes(FEW)) {
    localStorage.savesData = true;
    // The part also has to start once the data saver is off again, to undo this.
    startEverywhere('ondemand', true);
    localStorage.look = look ? `${look.slice(0, -1)}${FEW}}` : `@media screen{${FEW}}`;
    // This applies from the next page on: the pictures of this page have already been requested.
    return false;
  }
  if (!saves && localStorage.savesData) {
    delete localStorage.savesData;
    const rest = look.replace(FEW, '');
    if (rest === '@media screen{}' || rest === '@media screen{:root{}}') delete localStorage.look;
    else localStorage.look = rest;
    startEverywhere('ondemand', false);
    self.onstorage?.();
  }
  return saves;
};

// The links and buttons that contain pictures.
const PLACES = ['[data-part="pictures"]', '.moving > summary'];
const waiting = PLACES.map(place => `${place}[data-ask]`).join();
const unlabeled = PLACES.map(place => `main ${place}:not([data-ask])`).join();
const label = async () => {
  await speak();
  for (const link of document.querySelectorAll(unlabeled)) {
    const image = link.querySelector('img[loading="lazy"]:not([data-asked])');
    if (!image) continue;
    const text = image.alt ? `${words.show}: ${image.alt}` : words.show;
    link.dataset.ask = text;
    link.setAttribute('aria-label', text);
  }
};
const show = link => {
  // A picture that moves also has a still.
  for (const image of link.parentElement.querySelectorAll('img')) image.dataset.asked = '';
  delete link.dataset.ask;
  link.removeAttribute('aria-label');
};

export const start = () => {
  if (!isOn()) return;
  label();
  new MutationObserver(label).observe(document.body, { childList: true, subtree: true });
  // This listener runs before the loader opens the picture in full screen.
  EventTarget.prototype.addEventListener.call(document, 'click', event => {
    const link = event.target.closest?.(waiting);
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    show(link);
  }, true);
};
