// Quotations: a button beside the selected text of a story, which copies a link to it.
//
// The link has a text fragment (https://wicg.github.io/scroll-to-text-fragment/): the browser that opens it
// scrolls to the text and marks it. Browsers that do not know text fragments open the story.
import { speaker } from '../modules/speaker.js';

// A test compares these with the catalog of messages.
const words = {
  copy: 'Copy link to this quotation',
  copied: 'Link copied.',
  failed: 'The link could not be copied.',
  lang: 'en',
  dir: 'ltr',
};
const speak = speaker('quote', words);

// A quotation of more than LONG characters is identified by its first and its last EDGE words.
const LONG = 90, EDGE = 5;
// The maximum number of words before and after a quotation that distinguish it from the same words elsewhere.
const CONTEXT = 6;
// How long the outcome is shown, in milliseconds.
const SHOWN = 2500;

// The blocks of text. Each end of a text directive must be inside one block; the text between them can span
// several.
const BLOCKS = 'p,h1,h2,h3,li,blockquote,figcaption,td,th,pre,dt,dd,caption';

const plain = text => text.replace(/\s+/g, ' ').trim();
// In a text directive, `-`, `,` and `&` have a meaning. `encodeURIComponent` does not escape `-`.
const escape = text => encodeURIComponent(text).replace(/-/g, '%2D');
const wordsOf = text => plain(text).split(' ').filter(Boolean);

// Returns the range without spaces at its ends and with whole words, as text directives need it.
const whole = range => {
  const grown = range.cloneRange();
  const isLetter = letter => letter && /[\p{L}\p{N}\p{M}'’]/u.test(letter);
  let { startContainer: start, startOffset: from, endContainer: end, endOffset: to } = grown;
  if (start.nodeType === Node.TEXT_NODE) {
    while (/\s/.test(start.data[from] || '') && (start !== end || from < to)) from++;
    if (isLetter(start.data[from])) while (isLetter(start.data[from - 1])) from--;
    grown.setStart(start, from);
  }
  if (end.nodeType === Node.TEXT_NODE) {
    while (/\s/.test(end.data[to - 1] || '') && (start !== end || from < to)) to--;
    if (isLetter(end.data[to - 1])) while (isLetter(end.data[to])) to++;
    grown.setEnd(end, to);
  }
  return grown;
};

// Returns the words of an element before and after a range in it.
const around = (range, block) => {
  const before = document.createRange(), after = document.createRange();
  before.selectNodeContents(block);
  before.setEnd(range.startContainer, range.startOffset);
  after.selectNodeContents(block);
  after.setStart(range.endContainer, range.endOffset);
  return [wordsOf(`${before}`), wordsOf(`${after}`)];
};
const blockOf = node => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest(BLOCKS);
const count = (text, part) => text.split(part).length - 1;

// Returns the text directive of a range: `text=[prefix-,]start[,end][,-suffix]`.
export const directive = range => {
  const grown = whole(range), text = `${grown}`;
  const [first, last] = [blockOf(grown.startContainer), blockOf(grown.endContainer)];
  if (!plain(text) || !first || !last) return;
  const all = plain(document.querySelector('.page').textContent).toLowerCase();
  let start = plain(text), end = '';
  if (first !== last || start.length > LONG) {
    // The first words are from the first block, and the last words from the last block.
    const head = document.createRange(), tail = document.createRange();
    head.selectNodeContents(first);
    head.setStart(grown.startContainer, grown.startOffset);
    tail.selectNodeContents(last);
    tail.setEnd(grown.endContainer, grown.endOffset);
    const shared = wordsOf(text).length / 2 | 0;
    start = wordsOf(first === last ? text : `${head}`).slice(0, Math.min(EDGE, first === last ? shared : EDGE)).join(' ');
    end = wordsOf(first === last ? text : `${tail}`).slice(-Math.min(EDGE, first === last ? shared : EDGE)).join(' ');
  }
  // Add the words around the quotation if the page has the same words elsewhere.
  const [before] = around(grown, first), [, after] = around(grown, last);
  let prefix = '', suffix = '';
  if (count(all, start.toLowerCase()) > 1) {
    for (let length = 1; length <= CONTEXT && before.length >= length; length++) {
      prefix = before.slice(-length).join(' ');
      if (count(all, `${prefix} ${start}`.toLowerCase()) < 2) break;
    }
    if (!prefix && !end) suffix = after.slice(0, CONTEXT).join(' ');
  }
  return `text=${prefix && `${escape(prefix)}-,`}${escape(start)}${end && `,${escape(end)}`}${suffix && `,-${escape(suffix)}`}`;
};

let button, timer, chosen;

const hide = () => {
  clearTimeout(timer);
  button?.remove();
  button = undefined;
};
const copy = async () => {
  const found = directive(chosen);
  const address = `${location.origin}${location.pathname}#:~:${found}`;
  let outcome = words.failed;
  try {
    await navigator.clipboard.writeText(address);
    outcome = words.copied;
  } catch {}
  if (!button) return;
  button.textContent = outcome;
  const announcer = document.querySelector('.announcer');
  if (announcer) announcer.textContent = outcome;
  timer = setTimeout(hide, SHOWN);
};

const update = async () => {
  await speak();
  const selection = getSelection();
  const range = selection.rangeCount && !selection.isCollapsed && selection.getRangeAt(0);
  const article = document.querySelector('.article');
  const isOfStory = range && article?.contains(range.commonAncestorContainer) && `${selection}`.trim().length > 2 && blockOf(range.startContainer) && blockOf(range.endContainer);
  // When the button gets the focus, the selection can be lost. Keep the button then.
  if (!isOfStory) return document.activeElement === button || hide();
  chosen = range.cloneRange();
  const { bottom, left, right } = range.getBoundingClientRect();
  if (!button || button.textContent !== words.copy) {
    hide();
    button = document.createElement('button');
    button.type = 'button';
    button.className = 'quote';
    button.lang = words.lang;
    button.dir = words.dir;
    button.textContent = words.copy;
    // This keeps the selection.
    button.onpointerdown = event => event.preventDefault();
    button.onclick = copy;
    document.body.append(button);
  }
  const box = button.getBoundingClientRect(), edge = 8;
  const x = Math.max(edge, Math.min((left + right - box.width) / 2, document.documentElement.clientWidth - box.width - edge));
  button.style.left = `${x + scrollX}px`;
  button.style.top = `${bottom + scrollY + edge}px`;
};

const on = EventTarget.prototype.addEventListener;
let settled;
// The selection changes many times while the reader drags.
on.call(document, 'selectionchange', () => {
  clearTimeout(settled);
  settled = setTimeout(update, 200);
});
on.call(document, 'keydown', event => event.key === 'Escape' && hide());
update();
