// Loads a part, a feature that is not in the app, when the reader is about to use it.
//
// An element with `data-part` is a link that works without its part. On a click, the part's module is called
// with that element instead. A player of a recording can have a part too. It works without the part, which
// only listens to its events.
const listen = EventTarget.prototype.addEventListener, later = setTimeout;
// Calls a function in an idle moment, or after a second on a page that is never idle.
const whenIdle = call => (window.requestIdleCallback || later)(call, { timeout: 1000 });
// Adds a stylesheet. Returns whether it could be loaded.
const link = href => new Promise(done => {
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.onload = () => done(true);
  sheet.onerror = () => done(sheet.remove());
  sheet.href = href;
  document.head.append(sheet);
});
// Returns the element of a stylesheet that the page has, in a file or in the page itself.
const inPage = href => document.querySelector(`[href="${href}"],[data-href="${href}"]`);
const loads = {}, loaded = new Set();
let failures = 0;
const load = async name => {
  const [script, style] = PARTS[name];
  // Browsers remember the address of a module that could not be loaded, so use another address after a
  // failure.
  const [part, hasStyle] = await Promise.all([import(failures ? `${script}?${failures}` : script), !style || inPage(style) || link(style)]);
  if (!hasStyle) throw Error(`${style} could not be loaded`);
  loaded.add(part);
  return part;
};
const use = name => loads[name] ||= load(name).catch(error => {
  failures++;
  loads[name] = undefined;
  throw error;
});
// Returns a note in the language of the newspaper, even if the story is in another language.
const noteOf = textContent => {
  const note = document.createElement('p'), { lang, dir } = document.documentElement;
  // Firefox before 119 has no `role` property.
  note.setAttribute('role', 'status');
  return Object.assign(note, { className: 'boot-note', textContent, lang, dir });
};
const open = async place => {
  place.setAttribute('aria-busy', true);
  try {
    await (await use(place.dataset.part)).default(place, use);
  } catch (error) {
    console.error(error);
    // The next click follows the link.
    place.dataset.failed = '';
    place.after(noteOf('This could not be loaded. Select it once more to open the file.'));
  }
  place.removeAttribute('aria-busy');
};
const placeOf = event => event.target.closest?.('[data-part]:not([data-failed])');
listen.call(document, 'click', event => {
  const place = placeOf(event);
  // With a modifier key or another mouse button, the browser opens the link in a new tab or window.
  if (!place?.href || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  open(place);
});
// Listeners of this event run in the order in which they were added, so that a part sees a step in the
// history before the app does.
listen.call(window, 'popstate', event => loaded.forEach(part => part.onHistoryStep?.(event)));
// Keys that work outside of text fields: / opens the search, and ? or the Arabic question mark opens the list
// of all keys. The reader can turn them off on the page of settings.
listen.call(document, 'keydown', event => {
  const link = document.querySelector('.masthead__search'), isHelp = /[?؟]/.test(event.key);
  if (!isHelp && (event.key !== '/' || !link) || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.('input,textarea,select,dialog')) return;
  try {
    if (localStorage.noSearchKey) return;
  } catch {}
  event.preventDefault();
  isHelp ? use('keys').then(part => part.default()).catch(console.error) : link.click();
});
// When text is selected, load the part that shares a quotation.
listen.call(document, 'selectionchange', () => `${getSelection()}` && use('quote').catch(() => {}));
// Load the part as soon as the reader seems to be about to use it. A pointer that only crosses an
// element does not count.
let dwell;
for (const type of ['pointerover', 'focusin', 'play']) listen.call(document, type, event => {
  clearTimeout(dwell);
  const place = placeOf(event);
  if (place && !navigator.connection?.saveData) dwell = later(() => use(place.dataset.part).catch(() => {}), 80);
}, true);
// Start the parts that the reader has turned on for each page. `parts` has their names, separated by spaces.
try {
  let names = localStorage.parts || '';
  if (navigator.connection?.saveData) names += ' ondemand';
  for (const name of names.split(' ')) if (PARTS[name]) whenIdle(() => use(name).then(part => part.start(use)).catch(console.error));
} catch {}
// After a reload, open again what was open.
const { part: name, index } = history.state || {};
const place = name && document.querySelectorAll(`[data-part="${CSS.escape(name)}"]`)[index];
if (place) open(place);
