// The page of settings: how pages look and what they do, on this device.
//
// The choices are in `localStorage.settings`. What each of them changes is a class in `settings.css`. This
// module joins the declarations of the chosen ones to one rule, `localStorage.look`, which the script in the
// head of every page adds to the page's style before the first paint (`crates/hosting/src/look_script.js`).
import { FEW } from '../modules/few.js';
import { startEverywhere } from '../modules/starting.js';
import { create } from '../modules/create.js';

const place = document.querySelector('.tool__place');
// The words of the interface, from the catalog of messages.
const words = JSON.parse(place.dataset.words);

// The choices of each setting. The first one is the default, which is not stored.
const CHOICES = {
  size: ['normal', 'small', 'large', 'larger', 'largest'],
  scheme: ['system', 'light', 'dark'],
  contrast: ['normal', 'high'],
  typeface: ['paper', 'sans', 'wide'],
  width: ['normal', 'narrow', 'wide'],
  pictures: ['auto', 'shown', 'few'],
};
// The choices as they are shown: sizes and widths are in ascending order, not with the default first.
const SHOWN = { ...CHOICES, size: ['small', 'normal', 'large', 'larger', 'largest'], width: ['narrow', 'normal', 'wide'] };
// The part with the reading time and progress, and the one that shows pictures on request.
const READING = 'reading', REQUESTS = 'ondemand';

// Storage can be forbidden.
const storage = (() => {
  try {
    localStorage.setItem('test', '');
    localStorage.removeItem('test');
    return localStorage;
  } catch {}
})();
const put = (key, value) => value ? storage.setItem(key, value) : storage.removeItem(key);

// The chosen settings, without those that have their default.
let chosen = {};
const recall = () => {
  let stored = {};
  try {
    stored = JSON.parse(storage.settings);
  } catch {}
  chosen = {};
  for (const [name, choices] of Object.entries(CHOICES)) if (choices.indexOf(stored?.[name]) > 0) chosen[name] = stored[name];
};
// Returns the declarations of a class in the stylesheets of this page, at any depth.
const declarations = (name, rules) => {
  for (const rule of rules) {
    if (rule.selectorText === `.${name}`) return rule.style.cssText;
    const found = rule.cssRules && declarations(name, rule.cssRules);
    if (found) return found;
  }
  return '';
};
const rules = () => [...document.styleSheets].flatMap(sheet => [...sheet.cssRules]);

const store = () => {
  put('settings', Object.keys(chosen).length ? JSON.stringify(chosen) : '');
  const look = Object.entries(chosen).map(([name, choice]) => declarations(`look-${name}-${choice}`, rules())).join('');
  // If the browser's data saver is on, the part `ondemand` has added the rule for fewer pictures.
  const few = chosen.pictures === 'few' || !chosen.pictures && storage.savesData;
  // Paper has its own colors and sizes.
  put('look', (look || few) && `@media screen{:root{${look}}${few ? FEW : ''}}`);
  // The color of the browser's interface (`crates/hosting/src/page_script.js`).
  put('theme', { light: 'not all', dark: 'all' }[chosen.scheme]);
  document.querySelector('meta[media]').media = storage.theme || '(prefers-color-scheme: dark)';
  if (chosen.pictures) put('savesData', '');
  startEverywhere(REQUESTS, !!few);
  // The script in the head applies it.
  self.onstorage();
};

const capital = text => text[0].toUpperCase() + text.slice(1);
const group = (legend, name, ...children) => create('fieldset', { class: `settings__group settings__group--${name}` }, create('legend', {}, legend), ...children);
const inputs = [];
const choice = (name, value) => {
  const input = create('input', { type: 'radio', name, value });
  inputs.push(input);
  input.onchange = () => {
    chosen[name] = value;
    if (value === CHOICES[name][0]) delete chosen[name];
    store();
    status.textContent = words.saved;
  };
  return create('label', { class: 'settings__choice' }, input, create('span', {}, words[name + capital(value)]));
};
const setting = name => group(words[name], name, create('div', { class: 'settings__choices' }, ...SHOWN[name].map(value => choice(name, value))));
const box = (label, change, ...attributes) => {
  const input = create('input', { type: 'checkbox', ...attributes[0] });
  input.onchange = () => {
    change(input.checked);
    status.textContent = words.saved;
  };
  return [input, create('label', { class: 'settings__box' }, input, create('span', {}, label))];
};

const status = create('p', { class: 'settings__status', role: 'status' });
const [reading, readingLabel] = box(words.reading, isOn => {
  startEverywhere(READING, isOn);
  if (!isOn) put('stopped', '');
}, { 'aria-describedby': 'reading-hint' });
const [keys, keysLabel] = box(words.keysLabel, isOn => put('noSearchKey', isOn ? '' : 'true'));
const reset = create('button', { type: 'button', class: 'settings__button' }, words.reset);
reset.onclick = () => {
  chosen = {};
  startEverywhere(READING, false);
  for (const key of ['noSearchKey', 'stopped', 'savesData', 'listenRate', 'listenVoice']) put(key, '');
  store();
  show();
  status.textContent = words.isReset;
};

const show = () => {
  for (const input of inputs) input.checked = input.value === (chosen[input.name] || CHOICES[input.name][0]);
  reading.checked = (storage?.parts || '').split(' ').includes(READING);
  keys.checked = !storage?.noSearchKey;
};

const form = create('div', { class: 'settings__form' },
  ...Object.keys(CHOICES).map(setting),
  group(words.extras, READING, readingLabel, create('p', { class: 'settings__hint', id: 'reading-hint' }, words.readingHint)),
  group(words.keys, 'keys', keysLabel),
  create('div', { class: 'settings__end' }, reset, status));
const sample = create('section', { class: 'settings__sample', 'aria-labelledby': 'sample' },
  create('h2', { id: 'sample' }, words.sampleHeadline),
  create('p', {}, words.sampleText, ' ', create('a', { href: '#main' }, words.sampleLink)));
place.replaceChildren(create('p', { class: 'settings__intro' }, storage ? words.intro : words.forbidden), sample, form);
recall();
show();
if (storage) {
  // A newer release may have other colors.
  store();
  // Another tab may have changed them, and so may this page before a step back to it.
  for (const type of ['storage', 'pageshow']) addEventListener(type, () => {
    recall();
    show();
  });
} else for (const control of form.querySelectorAll('input,button')) control.disabled = true;
document.documentElement.dataset.ready = true;
