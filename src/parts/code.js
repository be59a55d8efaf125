// The address of a story as a QR code, which takes the story to a phone.
//
// The code is made here, by ISO/IEC 18004: bytes, error correction M, versions 1 to 20. That is 666 bytes.
import { speaker } from '../modules/speaker.js';

// A test compares these with the catalog of messages.
const words = {
  code: 'QR code',
  hint: 'Point the camera of a phone at this code to open the story there.',
  long: 'This address is too long for a code.',
  close: 'Close',
  lang: 'en',
  dir: 'ltr',
};
const speak = speaker('code', words);

// The codewords for error correction in each block, and the blocks, of versions 1 to 20 (table 9, level M).
const CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];

// The modules of a version that hold codewords (table 1).
const room = version => {
  const places = version > 1 ? (version / 7 | 0) + 2 : 0;
  return (16 * version + 128) * version + 64 - (places && (25 * places - 10) * places - 55) - (version > 6 ? 36 : 0);
};

// Multiplies in the field of 256 elements of the Reed-Solomon code (7.5.2).
const times = (left, right) => {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) product = product << 1 ^ (product >> 7) * 0x11d ^ (right >> bit & 1) * left;
  return product;
};

// Returns the codewords that correct errors in a block.
const correction = (data, count) => {
  const divisor = Array(count).fill(0);
  divisor[count - 1] = 1;
  for (let at = 0, root = 1; at < count; at++, root = times(root, 2)) {
    for (let index = 0; index < count; index++) divisor[index] = times(divisor[index], root) ^ (divisor[index + 1] || 0);
  }
  const rest = Array(count).fill(0);
  for (const byte of data) {
    const factor = byte ^ rest.shift();
    rest.push(0);
    divisor.forEach((term, index) => rest[index] ^= times(term, factor));
  }
  return rest;
};

// Returns all codewords of a version in their order: the data of the blocks in turn, then their correction.
const codewords = (bytes, version, capacity) => {
  const bits = [];
  const put = (value, length) => {
    while (length--) bits.push(value >> length & 1);
  };
  put(4, 4);
  put(bytes.length, version < 10 ? 8 : 16);
  bytes.forEach(byte => put(byte, 8));
  put(0, Math.min(4, capacity * 8 - bits.length));
  put(0, -bits.length & 7);
  const data = [];
  for (let at = 0; at < bits.length; at += 8) data.push(parseInt(bits.slice(at, at + 8).join(''), 2));
  for (let pad = 0xec; data.length < capacity; pad ^= 0xec ^ 0x11) data.push(pad);
  const count = BLOCKS[version - 1], length = capacity / count | 0, short = count - capacity % count;
  const blocks = [];
  for (let index = 0, at = 0; index < count; index++) blocks.push(data.slice(at, at += length + (index >= short)));
  const ends = blocks.map(block => correction(block, CORRECTION[version - 1]));
  const inTurn = lists => lists[lists.length - 1].flatMap((_, at) => lists.flatMap(list => at < list.length ? [list[at]] : []));
  return [...inTurn(blocks), ...inTurn(ends)];
};

const MASKS = [
  (x, y) => (x + y) % 2,
  (x, y) => y % 2,
  x => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => ((x / 3 | 0) + (y / 2 | 0)) % 2,
  (x, y) => x * y % 2 + x * y % 3,
  (x, y) => (x * y % 2 + x * y % 3) % 2,
  (x, y) => ((x + y) % 2 + x * y % 3) % 2,
];

// Returns how hard a code is to read (7.8.3). Long runs and areas of one color count, patterns that look like
// the finder patterns in the corners, and an unequal number of dark and light modules.
const difficulty = rows => {
  const columns = rows.map((_, x) => rows.map(row => row[x]));
  let sum = 0, dark = 0;
  for (const line of [...rows, ...columns].map(row => row.join(''))) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) sum += run.length - 2;
    for (const _ of line.matchAll(/(?=10111010000|00001011101)/g)) sum += 40;
  }
  rows.forEach((row, y) => row.forEach((module, x) => {
    dark += module;
    if (y && x && row[x - 1] === module && rows[y - 1][x] === module && rows[y - 1][x - 1] === module) sum += 3;
  }));
  return sum + 10 * (Math.abs(dark * 20 / rows.length ** 2 - 10) | 0);
};

// Returns the modules of a code as rows of 0 and 1, or nothing if the text is too long.
export const encode = text => {
  const bytes = new TextEncoder().encode(text);
  let version = 0, capacity;
  do {
    if (++version > 20) return;
    capacity = (room(version) >> 3) - CORRECTION[version - 1] * BLOCKS[version - 1];
  } while (bytes.length > capacity - (version < 10 ? 2 : 3));
  const size = version * 4 + 17, last = size - 1;
  const rows = Array.from({ length: size }, () => Array(size));
  const set = (x, y, isDark) => {
    if (rows[y]) rows[y][x] = +isDark;
  };
  // The timing patterns, the finder patterns in the corners with their separators, and the alignment
  // patterns.
  for (let at = 0; at < size; at++) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  const square = (centerX, centerY, reach) => {
    for (let y = -reach; y <= reach; y++) for (let x = -reach; x <= reach; x++) {
      const ring = Math.max(Math.abs(x), Math.abs(y));
      if (centerX + x >= 0 && centerX + x < size) set(centerX + x, centerY + y, ring !== 4 && ring !== (reach === 4 ? 2 : 1));
    }
  };
  for (const [x, y] of [[3, 3], [last - 3, 3], [3, last - 3]]) square(x, y, 4);
  if (version > 1) {
    const count = (version / 7 | 0) + 2, step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
    const places = [6];
    for (let at = last - 6; places.length < count; at -= step) places.splice(1, 0, at);
    const end = last - 6;
    for (const x of places) for (const y of places) {
      const isCorner = x === 6 && (y === 6 || y === end) || x === end && y === 6;
      if (!isCorner) square(x, y, 2);
    }
  }
  if (version > 6) {
    let rest = version;
    for (let at = 0; at < 12; at++) rest = rest << 1 ^ (rest >> 11) * 0x1f25;
    const bits = version << 12 | rest;
    for (let at = 0; at < 18; at++) {
      const far = size - 11 + at % 3, near = at / 3 | 0, isDark = bits >> at & 1;
      set(far, near, isDark);
      set(near, far, isDark);
    }
  }
  const format = mask => {
    let rest = mask;
    for (let at = 0; at < 10; at++) rest = rest << 1 ^ (rest >> 9) * 0x537;
    const bits = (mask << 10 | rest) ^ 0x5412;
    for (let at = 0; at < 15; at++) {
      const isDark = bits >> at & 1;
      set(8, at < 6 ? at : at < 8 ? at + 1 : size - 15 + at, isDark);
      set(at < 8 ? last - at : at < 9 ? 7 : 14 - at, 8, isDark);
    }
    set(8, size - 8, 1);
  };
  format(0);
  const isFixed = rows.map(row => Array.from(row, module => module !== undefined));
  // The codewords go up and down in columns of two, from the right.
  const stream = codewords(bytes, version, capacity).flatMap(byte => [7, 6, 5, 4, 3, 2, 1, 0].map(bit => byte >> bit & 1));
  let at = 0;
  for (let right = last; right > 0; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step++) for (const x of [right, right - 1]) {
      const y = right + 1 & 2 ? step : last - step;
      if (!isFixed[y][x]) rows[y][x] = stream[at++] || 0;
    }
  }
  const turn = mask => rows.forEach((row, y) => row.forEach((_, x) => {
    if (!isFixed[y][x] && !MASKS[mask](x, y)) row[x] ^= 1;
  }));
  let best, least = Infinity;
  for (let mask = 0; mask < 8; mask++) {
    format(mask);
    turn(mask);
    const found = difficulty(rows);
    if (found < least) [best, least] = [mask, found];
    turn(mask);
  }
  format(best);
  turn(best);
  return rows;
};

const create = (name, attributes, ...children) => {
  const element = document.createElementNS(`http://www.w3.org/${attributes.viewBox || attributes.d ? '2000/svg' : '1999/xhtml'}`, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

// Draws the dark modules, with the margin of four that readers of codes need.
const draw = rows => {
  const path = rows.flatMap((row, y) => row.map((module, x) => module ? `M${x + 4} ${y + 4}h1v1h-1z` : '')).join('');
  const size = rows.length + 8;
  return create('svg', { viewBox: `0 0 ${size} ${size}`, class: 'code__picture', role: 'img', 'aria-label': words.code, 'shape-rendering': 'crispEdges' }, create('path', { d: path }));
};

export default async opener => {
  await speak();
  const address = document.querySelector('.article__address').textContent;
  const rows = encode(address);
  const close = create('button', { type: 'button', class: 'dialog__close', 'aria-label': words.close }, '×');
  const dialog = create('dialog', { class: 'dialog code', 'aria-label': words.code, lang: words.lang, dir: words.dir }, close,
    ...rows ? [draw(rows), create('p', {}, words.hint)] : [create('p', {}, words.long)],
    create('p', { class: 'code__address' }, address));
  close.onclick = () => dialog.close();
  dialog.onclick = event => event.target === dialog && dialog.close();
  dialog.onclose = () => {
    dialog.remove();
    opener.focus({ preventScroll: true });
  };
  document.body.append(dialog);
  dialog.showModal();
};
