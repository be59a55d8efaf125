// Starts the app when the page is painted and loaded, and keeps the page working if it dies.
// Lines that begin with two slashes, and the space before each line, are taken out.
// a panic, or an error of the browser's that went through the app and left it half-way
// (Chromium 109 tells only in which file a panic happened)
const dead = error => /wasm-|wasm$/.test(error?.stack || error?.filename);
const root = document.documentElement;
const listening = [];
const listen = EventTarget.prototype.addEventListener;
// what a dead app still listens to would swallow clicks: remembered, so that it can be ended
for (const on of [window, document]) on.addEventListener = (...to) => {
  listening.push(() => on.removeEventListener(...to));
  listen.apply(on, to);
};
// and what it had still queued would go on half-dead
const later = setTimeout;
window.setTimeout = (...to) => {
  const timer = later(...to);
  root.dataset.ready || listening.push(() => clearTimeout(timer));
  return timer;
};
let tries = 0, click, page;
const link = href => new Promise(done => {
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.onload = sheet.onerror = done;
  sheet.href = href;
  document.head.append(sheet);
});
// a host that still has the policy of another style lets in none that stands in the page
for (const style of document.querySelectorAll('[data-href]')) style.sheet?.cssRules.length || link(style.dataset.href);
// what an article could do without until now
const styled = () => document.querySelector('[href="LATER"],[data-href="LATER"]') || link('LATER');
const start = async () => {
  page ||= [...document.body.childNodes];
  try {
    await styled();
    const app = await import('SCRIPT' + (tries++ ? '?again' : ''));
    // a page is published without what only the app can do
    for (const place of document.querySelectorAll('[data-label]:empty')) {
      const button = document.createElement('button');
      button.type = 'button';
      // as Leptos ends a text
      button.append(place.dataset.label, new Comment);
      place.prepend(button);
    }
    await app.default({ module_or_path: fetch('WASM', { priority: 'low', cache: tries > 1 ? 'reload' : 'default' }) });
  } catch (error) {
    fail(error);
  }
};
const fail = error => {
  const started = root.dataset.ready;
  listening.splice(0).forEach(end => end());
  // what a dying app had still queued may have said that it is there
  delete root.dataset.ready;
  console.error(error);
  if (!started && tries < 2) {
    // after a panic the page is built anew from its data; what could not be had is asked for later
    if (dead(error)) delete document.body.dataset.prerendered;
    return later(start, dead(error) ? 0 : 3000);
  }
  // the click that killed it goes on as a plain link
  const link = click?.defaultPrevented && click.target.closest?.('a[href]');
  if (started && link && performance.now() - click.timeStamp < 5000) return location.assign(link.href);
  if (document.querySelector('.boot-note')) return;
  // what was complete before the app came is put back, if it died while it built the page anew
  if (!started && page.some(node => !node.isConnected)) document.body.replaceChildren(...page);
  const note = document.createElement('p');
  note.className = 'boot-note';
  // Firefox before 119 knows no property for it.
  note.setAttribute('role', 'status');
  note.textContent = 'Some extras of this page did not start. Everything can be read, and links work.';
  document.body.append(note);
};
listen.call(window, 'click', event => click = event, true);
listen.call(window, 'error', event => dead(event.error || event) && fail(event.error || event));
listen.call(window, 'unhandledrejection', event => dead(event.reason) && fail(event.reason));
// the paint that is told of is on screen; a browser that tells nothing has two seconds for it
const painted = () => new Promise(done => {
  new PerformanceObserver(done).observe({ type: 'paint', buffered: true });
  later(done, 2000);
});
const soon = () => painted().then(() => (window.requestIdleCallback || setTimeout)(start));
// What the app needs came to browsers before this function did. Who lacks it reads the page without the app.
if (window.structuredClone) document.readyState == 'complete' ? soon() : listen.call(window, 'load', soon);
