// Videos and audio recordings: only one plays at a time, and each continues where the reader stopped.
//
// The players are the browser's own. The loader loads this part when the reader is about to play one.

// The maximum number of recordings whose places are stored, and how long the beginning and the end are, in
// seconds. No place is stored there.
const MOST = 50, EDGE = 10;
// How often a place is stored while something plays, in milliseconds.
const PAUSE = 5000;

// A recording is identified by the address of its first file.
const nameOf = player => player.querySelector('source')?.getAttribute('src');
// Returns the places by name, the oldest first. Storage can be forbidden, or another script can have written
// to it.
const read = () => {
  try {
    const places = JSON.parse(localStorage.recordings);
    return Array.isArray(places) ? places.filter(place => Array.isArray(place) && place[1] > 0) : [];
  } catch {
    return [];
  }
};
const keep = player => {
  const name = nameOf(player), { currentTime: at, duration } = player;
  const places = read().filter(([other]) => other !== name);
  if (at > EDGE && at < duration - EDGE) places.push([name, Math.floor(at)]);
  try {
    places.length ? localStorage.recordings = JSON.stringify(places.slice(-MOST)) : delete localStorage.recordings;
  } catch {}
};

const started = new WeakSet(), stored = new WeakMap();
const begin = player => {
  for (const other of document.querySelectorAll('video,audio')) if (other !== player) other.pause();
  if (started.has(player)) return;
  started.add(player);
  const place = read().find(([name]) => name === nameOf(player));
  // If the reader has already moved to another place, stay there.
  if (place && player.currentTime < 2) player.currentTime = place[1];
};

// None of these events bubbles.
const on = (type, act) => EventTarget.prototype.addEventListener.call(document, type, event => {
  if (event.target.matches?.('.recording__player')) act(event.target);
}, true);
on('play', begin);
on('pause', keep);
on('timeupdate', player => {
  const now = Date.now();
  if (now - (stored.get(player) || 0) < PAUSE) return;
  stored.set(player, now);
  keep(player);
});
for (const player of document.querySelectorAll('.recording__player')) if (!player.paused) begin(player);

// The loader calls this when a link is clicked. Players are not links, so there is nothing to do.
export default () => {};
