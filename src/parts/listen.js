// Listening: a small player that reads the story aloud with a voice of the device.
//
// Only voices that work on the device itself are used. Others would send the text to somebody.
import { speaker } from '../modules/speaker.js';

// A test compares these with the catalog of messages.
const words = {
  player: 'Listen',
  play: 'Play',
  pause: 'Pause',
  previous: 'Previous paragraph',
  next: 'Next paragraph',
  speed: 'Speed',
  rate: number => `${number}×`,
  voice: 'Voice',
  story: 'Next story',
  close: 'Close the player',
  none: 'This device has no voice for the language of this story. The settings of the device may offer one.',
  failed: 'The voice has stopped. Play goes on.',
  end: 'That was the whole story.',
  lang: 'en',
  dir: 'ltr',
};
const speak = speaker('listen', words);

const SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2];
// What is read, but no captions, cards, tables and code.
const READ = '.article__headline,.article__summary,.article__body>:is(p,h2,h3,blockquote),.article__body>:is(ul,ol)>li';
const NOT_READ = '.article__address,.article__credit';
// The maximum length of an utterance, in characters. Some voices stop in the middle of a longer one.
const LONGEST = 220;
// How long the browser may take to list its voices, and to show the next story, in milliseconds.
const VOICES_MS = 2000, STORY_MS = 15000;
const ICONS = {
  play: 'M7 4v16l13-8z',
  pause: 'M6 4h4v16H6zM14 4h4v16h-4z',
  previous: 'M4 15l8-8 8 8-2 2-6-6-6 6z',
  next: 'M4 9l8 8 8-8-2-2-6 6-6-6z',
  close: 'M5 7l2-2 5 5 5-5 2 2-5 5 5 5-2 2-5-5-5 5-2-2 5-5z',
};

const speech = self.speechSynthesis;
const create = (name, attributes, ...children) => {
  const element = document.createElementNS(`http://www.w3.org/${attributes.viewBox || attributes.d ? '2000/svg' : '1999/xhtml'}`, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};
const icon = name => create('svg', { viewBox: '0 0 24 24', class: 'listen__icon', 'aria-hidden': true }, create('path', { d: ICONS[name] }));
// Storage can be forbidden.
const stored = (name, value) => {
  try {
    if (value === undefined) return localStorage[name];
    localStorage[name] = value;
  } catch {}
};

let player, play, previous, next, status, voiceChoice, voiceLabel, storyButton;
// The link that opened the player.
let opener;
// The paragraphs to read, the index of the current one, and the index of the current piece in it.
let paragraphs = [], at = 0, piece = 0;
// The link to the next story, which was on the page of this story.
let following;
let isPlaying = false, voices = [];
// The number of the latest utterance. Events of older ones do not count.
let latest = 0;
let rate = +stored('listenRate');
if (!SPEEDS.includes(rate)) rate = 1;

const languageOf = element => element.closest('[lang]')?.lang || '';
const tag = voice => voice.lang.replace('_', '-').toLowerCase();

// Returns the voices of the device for a language, those for its country first.
const voicesFor = language => {
  const wanted = language.toLowerCase(), [primary] = wanted.split('-');
  const fitting = speech.getVoices().filter(voice => voice.localService && tag(voice).split('-')[0] === primary);
  const rank = voice => (tag(voice) === wanted ? 0 : 2) + (voice.default ? 0 : 1);
  return fitting.sort((left, right) => rank(left) - rank(right));
};
const listed = () => new Promise(done => {
  if (speech.getVoices().length) return done();
  speech.addEventListener?.('voiceschanged', done, { once: true });
  setTimeout(done, VOICES_MS);
});

// Splits a paragraph into sentences, and long ones at spaces.
const pieces = text => {
  const found = [];
  for (const sentence of text.trim().match(/[^.!?…。！？]+[.!?…。！？]+["'”’»)\]]*\s*|[^]+?$/g) || []) {
    for (const part of sentence.match(RegExp(`[^]{1,${LONGEST}}(?=\\s|$)|[^]{1,${LONGEST}}`, 'g'))) {
      const last = found.length - 1;
      if (last >= 0 && found[last].length + part.length <= LONGEST) found[last] += part;
      else found.push(part);
    }
  }
  return found;
};

const mark = paragraph => {
  document.querySelector('.listening')?.classList.remove('listening');
  if (!paragraph?.isConnected) return;
  paragraph.classList.add('listening');
  const { top, bottom } = paragraph.getBoundingClientRect();
  if (top >= 0 && bottom <= player.getBoundingClientRect().top) return;
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  paragraph.scrollIntoView({ block: bottom - top > innerHeight / 2 ? 'start' : 'center', behavior: isStill ? 'auto' : 'smooth' });
};

const show = () => {
  const name = isPlaying ? 'pause' : 'play';
  play.setAttribute('aria-label', words[name]);
  play.replaceChildren(icon(name));
  previous.disabled = !at;
  next.disabled = at >= paragraphs.length - 1;
  storyButton.hidden = !following;
};
const tell = text => status.textContent = text;
const silence = () => {
  latest++;
  if (speech.speaking || speech.pending) speech.cancel();
};
const pause = () => {
  isPlaying = false;
  silence();
  show();
};

// Says the current piece and all that follow. A pause cancels the utterance instead of calling
// `speech.pause`, which ends the text on some phones. So when playing continues, the reader hears the whole
// sentence again.
const say = () => {
  silence();
  show();
  const paragraph = paragraphs[at];
  mark(paragraph);
  if (!isPlaying) return;
  const texts = pieces(paragraph.textContent), text = texts[piece];
  const mine = latest;
  const goOn = () => {
    if (mine !== latest) return;
    if (++piece >= texts.length) {
      piece = 0;
      if (++at >= paragraphs.length) {
        at = 0;
        pause();
        mark();
        return tell(words.end);
      }
    }
    say();
  };
  if (!text) return goOn();
  const utterance = new SpeechSynthesisUtterance(text);
  const voice = voices[voiceChoice.selectedIndex] || voices[0];
  utterance.voice = voice;
  utterance.lang = voice.lang;
  utterance.rate = rate;
  utterance.onend = goOn;
  utterance.onerror = () => {
    if (mine !== latest) return;
    pause();
    tell(words.failed);
  };
  speech.speak(utterance);
  // Keep a reference: Chromium discards an utterance that nothing refers to, and then never fires its `end`
  // event.
  player.utterance = utterance;
};

const start = () => {
  if (!voices.length) return tell(words.none);
  isPlaying = true;
  tell('');
  say();
};
const move = step => {
  if (!paragraphs[at + step]) return;
  at += step;
  piece = 0;
  say();
};

// Takes the story on the page, and reads it from its beginning.
const take = async () => {
  pause();
  await speak();
  if (!player) return;
  if (player.lang !== words.lang) {
    const before = player;
    build();
    before.replaceWith(player);
    play.focus({ preventScroll: true });
  }
  const article = document.querySelector('.article');
  if (!article) return;
  paragraphs = [...article.querySelectorAll(READ)].filter(element => !element.matches(NOT_READ) && element.textContent.trim());
  at = piece = 0;
  following = document.querySelector('.spread__rails .card__headline a');
  const language = languageOf(article);
  await listed();
  if (!player) return;
  voices = voicesFor(language);
  voiceChoice.replaceChildren(...voices.map(voice => create('option', { value: voice.voiceURI }, voice.name)));
  const usual = voices.findIndex(voice => voice.voiceURI === stored('listenVoice'));
  voiceChoice.selectedIndex = Math.max(usual, 0);
  voiceLabel.hidden = voices.length < 2;
  player.dataset.ready = '';
  show();
  start();
};

const goToNextStory = () => {
  const article = document.querySelector('.article');
  pause();
  if (!following.isConnected) return location.assign(following.href);
  following.click();
  const observer = new MutationObserver(() => {
    const arrived = document.querySelector('.article');
    if (!arrived || arrived === article) return;
    observer.disconnect();
    if (player) take();
  });
  observer.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => observer.disconnect(), STORY_MS);
};

const close = () => {
  isPlaying = false;
  silence();
  mark();
  const hadFocus = player.contains(document.activeElement);
  player.remove();
  player = undefined;
  delete document.documentElement.dataset.listens;
  if (hadFocus && opener.isConnected) opener.focus({ preventScroll: true });
};

const button = (name, press) => {
  const element = create('button', { type: 'button', class: `listen__button listen__${name}`, 'aria-label': words[name] }, icon(name));
  element.onclick = press;
  return element;
};
const build = () => {
  play = button('play', () => isPlaying ? pause() : start());
  previous = button('previous', () => move(-1));
  next = button('next', () => move(1));
  storyButton = create('button', { type: 'button', class: 'listen__story', hidden: '' }, words.story);
  storyButton.onclick = goToNextStory;
  const speed = create('select', { class: 'listen__select', 'aria-label': words.speed }, ...SPEEDS.map(value => create('option', { value }, words.rate(value))));
  speed.value = rate;
  speed.onchange = () => {
    rate = +speed.value;
    stored('listenRate', rate);
    if (isPlaying) say();
  };
  voiceChoice = create('select', { class: 'listen__select', 'aria-label': words.voice });
  voiceChoice.onchange = () => {
    stored('listenVoice', voiceChoice.value);
    if (isPlaying) say();
  };
  voiceLabel = create('span', { hidden: '' }, voiceChoice);
  status = create('p', { class: 'listen__status', role: 'status' });
  player = create('section', { class: 'listen', 'aria-label': words.player, lang: words.lang, dir: words.dir },
    create('div', { class: 'listen__bar' }, previous, play, next, speed, voiceLabel, storyButton, button('close', close)), status);
  player.onkeydown = event => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || event.target.matches('select') || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    move(step);
  };
};

export default async place => {
  opener = place;
  await speak();
  if (!player) {
    build();
    // The page ends above the player.
    document.documentElement.dataset.listens = '';
    document.body.append(player);
  }
  play.focus({ preventScroll: true });
  if (speech) return take();
  show();
  tell(words.none);
};

const on = EventTarget.prototype.addEventListener;
on.call(document, 'keydown', event => {
  if (event.key === 'Escape' && player && !event.defaultPrevented && !document.querySelector('dialog[open]')) close();
});
// Some browsers would continue reading after the reader has left the page.
on.call(window, 'pagehide', () => player && pause());
