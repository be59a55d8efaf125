// Has a part start with each page, or no longer. `localStorage.parts` names these parts, with spaces between,
// and the loader reads it (`crates/assets/src/parts.js`). Throws where storage is forbidden.
export const startEverywhere = (name, isOn) => {
  const others = (localStorage.parts || '').split(' ').filter(part => part && part !== name);
  const parts = isOn ? [...others, name] : others;
  parts.length ? localStorage.parts = parts.join(' ') : delete localStorage.parts;
};
