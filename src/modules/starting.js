// Sets whether a part starts with each page. `localStorage.parts` has the names of these parts, separated by
// spaces, and the loader reads it (`crates/assets/src/parts.js`). Throws if storage is forbidden.
export const startEverywhere = (name, isOn) => {
  const others = (localStorage.parts || '').split(' ').filter(part => part && part !== name);
  const parts = isOn ? [...others, name] : others;
  parts.length ? localStorage.parts = parts.join(' ') : delete localStorage.parts;
};
