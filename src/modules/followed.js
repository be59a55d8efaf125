// What the reader follows, in the storage of this device: sections, tags and authors.

// How many lists can be followed.
export const MOST = 100;
// The path of a list.
export const PATH = /^\/(?:tag\/|author\/)?[a-z0-9-]{1,100}$/;
// Returns the key in localStorage, which is different for other newspapers on the same host. `base` is the
// path of the newspaper, without a slash at the end.
export const keyOf = base => `following${base}`;
// Reads data from localStorage or from a saved file. Returns the lists in it, as names by path, and whether
// some of the data cannot be read; or `undefined` if it is not such data.
export const parseLists = data => {
  if (data?.version !== 1 || !Array.isArray(data.lists)) return undefined;
  const lists = new Map();
  let isDamaged = false;
  for (const list of data.lists) {
    const [path, name] = Array.isArray(list) ? list : [];
    if (typeof path === 'string' && PATH.test(path) && typeof name === 'string') lists.set(path, name.slice(0, 200));
    else isDamaged = true;
  }
  return { lists, isDamaged };
};
// Returns what is followed, and whether some of the stored data cannot be read, for example because another
// script wrote it.
export const readFollowed = base => {
  try {
    const text = localStorage.getItem(keyOf(base));
    if (text === null) return { lists: new Map(), isDamaged: false };
    const read = parseLists(JSON.parse(text));
    const lists = [...read?.lists || []];
    return { lists: new Map(lists.slice(0, MOST)), isDamaged: !read || read.isDamaged || lists.length > MOST };
  } catch (error) {
    return { lists: new Map(), isDamaged: error instanceof SyntaxError };
  }
};
// Stores what is followed. Throws where storage is forbidden.
export const storeFollowed = (base, lists) => {
  if (lists.size) localStorage.setItem(keyOf(base), JSON.stringify({ version: 1, lists: [...lists] }));
  else localStorage.removeItem(keyOf(base));
};
