{
  // Names are short, because this is in every page.
  const d = document, { wasm } = d.currentScript.dataset, bar = d.querySelector('.date-bar'), link = bar.firstChild, timeZone = bar.dataset.zone, t = d.createElement('time');
  // If the start module is not here soon, ask for the WebAssembly now: on a slow connection, that saves
  // the time of a round trip. The lead picture, which the browser requested before, is ahead of it.
  // The app does not start in browsers without structuredClone, nor on pages without `data-wasm`.
  wasm && self.structuredClone && (self.wasm = setTimeout(() => self.wasm = fetch(wasm, { priority: 'low' }), 200));
  // Writes today's date in the newspaper's time zone into the link of the date bar, before the first paint.
  // Changes the target of the link from the edition of a day, /edition/2025/03/28, to all editions. If the
  // browser does not know the time zone, this throws, and the date and the link stay as they are. Pages of
  // tools have no link.
  // The first date of `Intl` takes a tenth of a second on a slow phone; Temporal is instant. The
  // Swedish locale formats dates like ISO 8601.
  t.dateTime = self.Temporal ? Temporal.Now.plainDateISO(timeZone) : new Date().toLocaleDateString('sv', { timeZone });
  const [y, m, x] = t.dateTime.split('-');
  t.append('January,February,March,April,May,June,July,August,September,October,November,December'.split(',')[m - 1] + ` ${+x}, ${y}`);
  if (link) link.href = link.getAttribute('href').slice(0, -11);
  (link || bar).replaceChildren('Today: ', t);
  // If the reader chose light or dark, the color of the browser's interface follows. The stored value is the
  // media query of the dark color, which comes first in the head. Throws where storage is forbidden.
  try {
    if (localStorage.theme) d.querySelector('meta[media]').media = localStorage.theme;
  } catch {}
}
