// Reading: the time that a story takes, the progress in it, and a way back to where the reader stopped.
// Starts with each page of readers who turned it on.
import { create } from '../modules/create.js';
import { speaker } from '../modules/speaker.js';

// A test compares these with the catalog of messages.
const words = {
  minutes: minutes => `${minutes} min read`,
  stopped: 'You stopped further down.',
  go: 'Continue there',
  no: 'Dismiss',
  lang: 'en',
  dir: 'ltr',
};
const speak = speaker('reading', words);

// How many words are read in a minute, and how many characters of languages without spaces.
const WORDS = 230, CHARACTERS = 480;
// How many places are kept, newest last, and for how long a page must be at rest, in milliseconds.
const PLACES = 50, REST_MS = 400;
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Khmer}\p{sc=Lao}\p{sc=Myanmar}]/gu;

// Returns the minutes that a text takes, at least one.
const minutesOf = text => {
  const characters = (text.match(UNSPACED) || []).length;
  const spaced = text.replace(UNSPACED, ' ').split(/\s+/).filter(Boolean).length;
  return Math.max(1, Math.round(spaced / WORDS + characters / CHARACTERS));
};

// The places where the reader stopped: the path of each story, and the block that was at the top of the window.
const places = () => {
  try {
    const stored = JSON.parse(localStorage.stopped);
    return Array.isArray(stored) ? stored.filter(place => typeof place?.[0] === 'string' && place[1] > 0) : [];
  } catch {
    return [];
  }
};
const keep = (path, block) => {
  const others = places().filter(([other]) => other !== path);
  if (block) others.push([path, block]);
  try {
    if (others.length) localStorage.stopped = JSON.stringify(others.slice(-PLACES));
    else delete localStorage.stopped;
  } catch {}
};

let article, body, path, bar, note, time;
// Whether the reader has scrolled in this story. Places are only stored after that.
let hasMoved, rest, frame;

const blocks = () => [...body.children];
const measure = () => {
  frame = undefined;
  if (!article?.isConnected) return;
  const { top, height } = body.getBoundingClientRect();
  const share = height ? Math.min(1, Math.max(0, (innerHeight - top) / height)) : 0;
  bar.style.transform = `scaleX(${top > innerHeight ? 0 : share})`;
};
const store = () => {
  if (!hasMoved || !article?.isConnected || path !== location.pathname) return;
  const { top, bottom } = body.getBoundingClientRect();
  const isEnded = bottom < innerHeight, isBegun = top < 0;
  const block = blocks().findIndex(element => element.getBoundingClientRect().bottom > 0);
  keep(path, isBegun && !isEnded ? block : 0);
};

const removeNote = () => {
  note?.remove();
  note = undefined;
};
const offer = block => {
  const target = blocks()[block];
  if (!target || scrollY > innerHeight / 2) return;
  const go = create('button', { type: 'button', class: 'reading__go' }, words.go);
  const no = create('button', { type: 'button', class: 'reading__no', 'aria-label': words.no }, '×');
  note = create('div', { class: 'reading__note', role: 'status', lang: words.lang, dir: words.dir }, create('span', {}, words.stopped), go, no);
  go.onclick = () => {
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    target.scrollIntoView({ block: 'start', behavior: isStill ? 'auto' : 'smooth' });
    // Screen readers continue from the focused element.
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    removeNote();
  };
  no.onclick = () => {
    keep(path, 0);
    removeNote();
  };
  document.body.append(note);
};

// Sets everything up for the story on the page, unless it is the same story as before.
const arrive = async () => {
  const found = document.querySelector('.article');
  if (found === article && article?.isConnected) return;
  for (const element of [bar, time, note]) element?.remove();
  note = undefined;
  hasMoved = false;
  article = found;
  body = article?.querySelector('.article__body');
  if (!body) return;
  path = location.pathname;
  await speak();
  if (found !== article || !found.isConnected) return;
  const minutes = words.minutes(minutesOf(body.textContent));
  time = create('p', { class: 'reading__time', lang: words.lang, dir: words.dir }, minutes);
  // In the margin below the byline, so that nothing moves.
  article.querySelector('.article__facts').append(time);
  bar = create('div', { class: 'reading__bar', 'aria-hidden': true });
  document.body.append(bar);
  measure();
  const [, block] = places().find(([other]) => other === path) || [];
  if (block) offer(block);
};

const moved = () => {
  if (!article) return;
  hasMoved = true;
  frame ||= requestAnimationFrame(measure);
  clearTimeout(rest);
  rest = setTimeout(() => {
    store();
    // The reader has scrolled on without using the note.
    if (note && scrollY > innerHeight) removeNote();
  }, REST_MS);
};

let isStarted = false;
export const start = () => {
  if (isStarted) return;
  isStarted = true;
  const on = EventTarget.prototype.addEventListener;
  on.call(window, 'scroll', moved, { passive: true });
  on.call(window, 'resize', () => frame ||= requestAnimationFrame(measure));
  on.call(window, 'pagehide', store);
  new MutationObserver(arrive).observe(document.body, { childList: true, subtree: true });
  arrive();
};
