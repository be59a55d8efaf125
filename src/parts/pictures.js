// Pictures in full screen: those of the page, one at a time, in a dialog.
//
// The dialog is a history entry of its own, so that a step back closes it. The app does not see the
// steps to and from that entry, because its page stays the same.
import { create } from '../modules/create.js';
import { speaker } from '../modules/speaker.js';

// A test compares these with the catalog of messages.
const words = {
  pictures: 'Pictures',
  close: 'Close',
  previous: 'Previous picture',
  next: 'Next picture',
  number: (number, count) => `Picture ${number} of ${count}`,
  lang: 'en',
};
const speak = speaker('pictures', words);

// Whether a modifier key is held, with which the browser itself handles a click or another key.
const hasModifier = event => event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;

const button = (name, label, press) => {
  const element = create('button', { type: 'button', class: `pictures__button pictures__${name}`, 'aria-label': label });
  element.onclick = press;
  return element;
};

// The links around the pictures on the page, and the slide of each in the dialog.
let links, slides;
let dialog, list, counter, previous, next;
// The index of the picture on screen.
let current;
// The link that opened the dialog, and the path of its page.
let opener, path;
// Whether the current history entry is the dialog's.
let isEntered = false;
// The link on the page whose copy in a caption the reader has clicked.
let followed;

// Copies a caption. A click on a link in the copy closes the dialog and clicks the original link, so that the
// app handles it.
const caption = link => {
  const original = link.parentElement.querySelector('figcaption');
  if (!original) return '';
  const copy = original.cloneNode(true);
  const originals = original.querySelectorAll('a');
  copy.querySelectorAll('a').forEach((anchor, at) => anchor.onclick = event => {
    if (event.button || hasModifier(event) || anchor.rel) return;
    event.preventDefault();
    followed = originals[at];
    dialog.close();
  });
  return copy;
};

// A caption that scrolls must be reachable by keyboard.
const reachCaption = slide => {
  const caption = slide.querySelector('figcaption');
  if (caption) caption.tabIndex = caption.scrollHeight > caption.clientHeight ? 0 : -1;
};

const slide = link => {
  const figure = create('figure', { class: 'pictures__slide' }, caption(link));
  for (const name of ['lang', 'dir']) {
    const value = link.closest(`[${name}]`)?.getAttribute(name);
    if (value) figure.setAttribute(name, value);
  }
  figure.onclick = event => event.target === figure && dialog.close();
  return figure;
};

// Loads a picture. The browser chooses among the same renditions as on the page, now for the size of the
// screen. A browser without WebP loads the largest file.
const load = index => {
  if (!slides[index] || slides[index].querySelector('picture')) return;
  const link = links[index];
  const picture = link.querySelector('picture')?.cloneNode(true) || create('picture', {}, create('img', { src: link.href, alt: '' }));
  const image = picture.querySelector('img');
  const ratio = image.getAttribute('width') / image.getAttribute('height');
  for (const element of picture.children) element.sizes = ratio ? `min(100vw, ${Math.ceil(100 * ratio)}vh)` : '100vw';
  image.src = link.href;
  image.removeAttribute('fetchpriority');
  image.loading = 'eager';
  slides[index].prepend(picture);
};

// Notes which picture is on screen, and loads its neighbors.
const settle = index => {
  current = index;
  for (const near of [index, index + 1, index - 1]) load(near);
  slides.forEach((slide, at) => slide.inert = at !== index);
  previous.setAttribute('aria-disabled', index === 0);
  next.setAttribute('aria-disabled', index === slides.length - 1);
  counter.textContent = words.number(index + 1, slides.length);
};

const show = index => {
  if (!slides[index] || index === current) return;
  settle(index);
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  slides[index].scrollIntoView({ block: 'nearest', inline: 'start', behavior: isStill ? 'auto' : 'smooth' });
};

const onKey = event => {
  if (hasModifier(event)) return;
  const right = getComputedStyle(list).direction === 'rtl' ? -1 : 1;
  const index = { ArrowRight: current + right, ArrowLeft: current - right, Home: 0, End: slides.length - 1 }[event.key];
  if (index === undefined) return;
  event.preventDefault();
  show(index);
};

const build = () => {
  links = [...document.querySelectorAll('main [data-part="pictures"]')];
  slides = links.map(slide);
  previous = button('previous', words.previous, () => show(current - 1));
  next = button('next', words.next, () => show(current + 1));
  counter = create('p', { class: 'pictures__number', role: 'status' });
  list = create('div', { class: 'pictures__list', role: 'group', 'aria-label': words.pictures, tabindex: 0 }, ...slides);
  const bar = create('div', { class: 'pictures__bar' }, button('close', words.close, () => dialog.close()), counter, previous, next);
  // The dialog has the direction of the story. Each slide has the language and direction of its picture.
  dialog = create('dialog', { class: 'pictures', 'aria-label': words.pictures, lang: words.lang, dir: opener.closest('[dir]').dir }, bar, list);
  if (slides.length < 2) for (const element of [counter, previous, next]) element.hidden = true;
  // A swipe ends when the list has come to rest.
  let rest;
  const swiped = list;
  list.onscroll = () => {
    clearTimeout(rest);
    rest = setTimeout(() => {
      const position = Math.abs(swiped.scrollLeft) / swiped.clientWidth, index = Math.round(position);
      // On a busy page, the list can pause between two pictures. It does not rest there.
      if (Math.abs(position - index) > .01) return;
      // The dialog may have been closed since, and another one opened.
      if (dialog?.contains(swiped) && slides[index] && index !== current) settle(index);
    }, 150);
  };
  // Scroll to the current picture at first, and whenever the window changes its size.
  new ResizeObserver(() => {
    if (!dialog?.contains(swiped)) return;
    slides[current].scrollIntoView({ block: 'nearest', inline: 'start' });
    slides.forEach(reachCaption);
  }).observe(list);
  dialog.onkeydown = onKey;
  dialog.onclose = leave;
};

const enter = () => {
  try {
    // The app expects the key of the page's own history entry here.
    if (history.state?.part !== 'pictures') history.pushState({ part: 'pictures', index: links.indexOf(opener), key: history.state }, '');
    isEntered = true;
  } catch {
    // Browsers refuse this to a page that adds a hundred entries within seconds.
  }
};

// Clears up after the dialog was closed, in whatever way.
const leave = () => {
  dialog.remove();
  dialog = undefined;
  document.documentElement.style.overflow = '';
  opener.focus({ preventScroll: true });
  if (isEntered) history.back(); else follow();
};

const follow = () => {
  const link = followed;
  followed = undefined;
  link?.click();
};

// The loader calls this before the app sees the event.
export const onHistoryStep = event => {
  const isDialog = event.state?.part === 'pictures';
  if (!isEntered && !isDialog) return;
  const wasEntered = isEntered;
  isEntered = isDialog;
  // If the reader has moved on to another page, the app has to handle the event.
  const isOnPage = opener.isConnected && location.pathname === path;
  if (isOnPage) event.stopImmediatePropagation();
  if (isDialog) {
    if (isOnPage && !dialog) openDialog(links[event.state.index]);
  } else if (dialog) dialog.close();
  else if (wasEntered) follow();
};

const openDialog = async link => {
  await speak();
  if (dialog || !link) return;
  opener = link;
  path = location.pathname;
  build();
  document.body.append(dialog);
  document.documentElement.style.overflow = 'hidden';
  dialog.showModal();
  settle(links.indexOf(link));
  enter();
};

export default openDialog;
