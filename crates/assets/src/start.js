// Loads the app at once, starts it when the page and its lead picture are painted, and keeps the page
// working if it dies.
// It comes after parts.js. Comment lines and indentation are removed when the site is published.
//
// Returns whether an error means that the app is dead: a panic, or an exception that passed through
// the WebAssembly and left its work unfinished. In Chromium 109 only the file name shows that.
const dead = error => /wasm-|wasm$/.test(error?.stack || error?.filename);
const root = document.documentElement;
// Several tags, such as /tag/a+b, are read by the page of topics. A host that does not know it answers with its error page.
const combined = location.href.replace(/\/tag\/(?=[^/?#]*([+~]|%2B|%7E))/i, '/tag?');
if (combined !== location.href) location.replace(combined);
const listening = [];
// A dead app's event listeners would swallow clicks. Record all listeners, so that they can be
// removed.
for (const on of [window, document]) on.addEventListener = (...to) => {
  listening.push(() => on.removeEventListener(...to));
  listen.apply(on, to);
};
// Record its timers too, so that a dead app's pending tasks can be canceled.
window.setTimeout = (...to) => {
  const timer = later(...to);
  root.dataset.ready || listening.push(() => clearTimeout(timer));
  return timer;
};
let tries = 0, click, page;
// A host with an outdated Content-Security-Policy blocks inline styles. Load their files instead.
for (const style of document.querySelectorAll('[data-href]')) style.sheet?.cssRules.length || link(style.dataset.href);
// The stylesheet with what this kind of page leaves out.
const kinds = STYLES;
const [, leftOut] = kinds.find(([mark]) => inPage(mark)) || kinds[0];
// The stylesheet of the blocks that the publisher lays out. The app awaits this with a story that has one.
const [[laidOut]] = kinds;
let asked;
window.laidOut = { then: done => later(done, 3000) && (asked ||= inPage(laidOut) ? Promise.resolve() : link(laidOut)).then(done) };
// On a slow connection, the script in the page has requested the WebAssembly before this module came.
const early = self.wasm;
clearTimeout(early);
// Compile the WebAssembly while it arrives, beside the main thread. If its content type is wrong, the
// app's script compiles it. The response is still unread then.
const fetched = async (cache, requested) => {
  const response = await (requested?.then ? requested : fetch('WASM', { priority: 'low', cache }));
  return WebAssembly.compileStreaming(response).catch(() => response);
};
// The script, the WebAssembly and the style that the page left out, which are loaded side by side.
let downloads;
const start = async () => {
  page ||= [...document.body.childNodes];
  try {
    const [app, module_or_path] = await Promise.all(tries++ ? [import('SCRIPT?again'), fetched('reload')] : downloads);
    await app.default({ module_or_path });
  } catch (error) {
    fail(error);
  }
};
const fail = error => {
  const started = root.dataset.ready;
  listening.splice(0).forEach(end => end());
  // A pending task of the dying app may have marked it as ready.
  delete root.dataset.ready;
  console.error(error);
  if (!started && tries < 2) {
    // After a panic, build the page again from its data. After a failed download, try again later.
    if (dead(error)) delete document.body.dataset.prerendered;
    return later(start, dead(error) ? 0 : 3000);
  }
  // If a click on a link killed the app, follow the link.
  const link = click?.defaultPrevented && click.target.closest?.('a[href]:not([data-part])');
  if (started && link && performance.now() - click.timeStamp < 5000) return location.assign(link.href);
  if (document.querySelector('body > .boot-note')) return;
  // If the app died while it was building the page again, restore the prerendered content.
  if (!started && page.some(node => !node.isConnected)) document.body.replaceChildren(...page);
  document.body.append(noteOf('Some extras of this page did not start. Everything can be read, and links work.'));
};
listen.call(window, 'click', event => click = event, true);
listen.call(window, 'error', event => dead(event.error || event) && fail(event.error || event));
listen.call(window, 'unhandledrejection', event => dead(event.reason) && fail(event.reason));
// Wait until the browser reports the first paint, or for two seconds if it does not report one.
const painted = () => new Promise(done => {
  new PerformanceObserver(done).observe({ type: 'paint', buffered: true });
  later(done, 2000);
});
// Wait for the lead picture, which the start of the app would delay.
const shown = () => document.querySelector('img[fetchpriority]')?.decode().catch(() => {});
// Browsers with structuredClone have everything that the app needs. In older ones, the page works
// without the app.
if (window.structuredClone) {
  for (const download of downloads = [import('SCRIPT'), fetched('default', early), link(leftOut)]) download.catch?.(() => {});
  Promise.all([painted(), shown()]).then(() => whenIdle(start));
}
