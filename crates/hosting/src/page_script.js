{
  // If the start module is not here soon, ask for the WebAssembly now: on a slow connection, that saves
  // the time of a round trip. The lead picture, which the browser requested before, is ahead of it.
  // Browsers without structuredClone do not start the app, and some pages do not.
  const { wasm } = document.currentScript.dataset;
  if (wasm && self.structuredClone) self.wasm = setTimeout(() => self.wasm = fetch(wasm, { priority: 'low' }), 200);
  // Writes today's date into the date bar, in the newspaper's time zone, before the first paint.
  // Throws where the browser does not know the zone, and the date of the edition stays.
  const bar = document.querySelector('.date-bar'), timeZone = bar.dataset.zone;
  // The first date of `Intl` takes a tenth of a second on a slow phone; Temporal is instant. The
  // Swedish locale formats dates like ISO 8601.
  const date = self.Temporal ? String(Temporal.Now.plainDateISO(timeZone)) : new Date().toLocaleDateString('sv', { timeZone });
  const [year, month, day] = date.split('-');
  const time = document.createElement('time');
  time.dateTime = date;
  const months = 'January,February,March,April,May,June,July,August,September,October,November,December';
  time.append(`${months.split(',')[month - 1]} ${+day}, ${year}`);
  bar.replaceChildren('Today: ', time);
}
