// What the newspaper keeps on this device: pages, with the data and the files that they need.
//
// There is a cache for each kind of page: saved, in today's edition, or read recently. It holds the HTML and
// the data of each page, as the server sent them. The files that pages refer to are in one more cache, which
// all pages share. They are stored before the pages that need them, so every page in a cache is complete.
// Files that no page refers to any more are removed. The service worker includes this module, and answers
// requests from these caches.

// The kinds of pages. Pages of the newspaper itself, such as the list of saved stories, are of the kind
// `tool`.
export const KINDS = ['saved', 'edition', 'recent', 'tool'];
// How many of the pages that were read recently are kept.
const RECENT = 50;
// Increase this when older versions of this module can no longer read the caches.
const VERSION = 1;
// Headers of stored responses: when it was stored, how many bytes it has, and which edition it belongs to.
const KEPT = 'x-kept', BYTES = 'x-bytes', EDITION = 'x-edition';
// The width of a picture that is kept, in pixels.
const WIDTH = 960;
// How many files are fetched at a time.
const LANES = 4;
// Stands for a cache that does not exist.
const NONE = { match: async () => undefined, keys: async () => [], delete: async () => false };

export const newspaper = base => {
  const prefix = `${base}/ kept `;
  const nameOf = kind => `${prefix}${kind} ${VERSION}`;
  const cache = kind => caches.open(nameOf(kind));
  // Returns a cache for reading, without creating it if it does not exist.
  const existing = async kind => await caches.has(nameOf(kind)) ? cache(kind) : NONE;
  const ours = async () => (await caches.keys()).filter(name => name.startsWith(prefix));

  const address = path => base + path;
  const pathOf = url => new URL(url).pathname.slice(base.length) || '/';
  const dataPath = path => path === '/' ? '/index.json' : `${path}.json`;
  const isData = path => path.endsWith('.json');

  // Returns a copy of a response that can be stored. A redirected response could not answer a navigation, and
  // the headers about the encoding no longer apply, because the body is decoded.
  const keepable = async (response, more) => {
    const body = await response.arrayBuffer();
    const headers = new Headers(response.headers);
    for (const name of ['content-encoding', 'content-length', 'transfer-encoding', 'vary']) headers.delete(name);
    for (const [name, value] of Object.entries({ [KEPT]: Date.now(), [BYTES]: body.byteLength, ...more })) headers.set(name, value);
    return new Response(body, { headers });
  };
  const load = async (path, mode = 'default') => {
    const response = await fetch(address(path), { cache: mode });
    if (!response.ok) throw Object.assign(Error(`${path}: ${response.status}`), { status: response.status });
    return response;
  };
  const bytesOf = response => +response?.headers.get(BYTES) || 0;

  // Runs a job for each item, a few at a time.
  const inLanes = async (items, job) => {
    const left = [...items];
    await Promise.all(Array.from({ length: LANES }, async () => {
      while (left.length) await job(left.shift());
    }));
  };

  // Returns the paths of the app's files that a text refers to.
  const escaped = base.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const assetPattern = RegExp(`${escaped}(/assets/[\\w./-]+\\.\\w+)`, 'g');
  const assetsIn = text => new Set([...text.matchAll(assetPattern)].map(match => match[1]));
  // Returns the key that all renditions of a picture have in their paths, from the path of one of them.
  const pictureKey = path => path.match(/^\/media\/(\w+)-\d+\.\w+$/)?.[1];

  // Returns the paths of the pictures of a story, with one rendition of each.
  const picturesIn = data => {
    const found = new Map();
    const visit = value => {
      // A laid-out block contains the path of its picture.
      const still = /^\/media\/(\w+)-\d+\.webp$/.exec(value);
      if (still) found.set(still[1], value);
      if (typeof value !== 'object' || !value) return;
      const { key, w } = value;
      if (/^\w+$/.test(key) && w > 0) {
        // The publisher makes these widths, and the width of the original if it is smaller.
        const widths = [480, 960, 1600].filter(width => width < w).concat(Math.min(w, 1600));
        const width = widths.filter(width => width <= WIDTH).pop() || widths[0];
        found.set(key, `/media/${key}-${width}.webp`);
      }
      Object.values(value).forEach(visit);
    };
    visit(data);
    return [...found.values()];
  };

  // Stores files that are not stored yet. For a picture, any width will do. A script is stored after the
  // files that it refers to: the start module refers to the app and its parts, and the parts refer to the
  // words of other languages.
  const keepFiles = async paths => {
    const files = await cache('files');
    const there = new Set((await files.keys()).map(request => pictureKey(pathOf(request.url))).filter(Boolean));
    const lacking = [];
    for (const path of paths) {
      const key = pictureKey(path);
      if (key ? !there.has(key) : !await files.match(address(path))) lacking.push(path);
    }
    await inLanes(lacking, async path => {
      const file = await keepable(await load(path));
      if (path.endsWith('.js')) await keepFiles(assetsIn(await file.clone().text()));
      await files.put(address(path), file);
    });
  };

  // Stores a page with all that it needs: its files first, then its data, then the page itself.
  const keep = async (kind, path, { mode, edition, page, pictures = kind !== 'recent' } = {}) => {
    const pages = await cache(kind), isTool = kind === 'tool';
    const [html, json] = await Promise.all([page || load(path, mode), isTool ? undefined : load(dataPath(path), mode)]);
    const text = await html.clone().text(), more = edition ? { [EDITION]: edition } : {};
    await keepFiles(assetsIn(text));
    if (json) {
      const data = await json.clone().json();
      // A story can be read even if one of its pictures cannot be loaded.
      if (pictures) await keepFiles(picturesIn(data.page?.article || {})).catch(error => { if (isFull(error)) throw error; });
      await pages.put(address(dataPath(path)), await keepable(json, more));
    }
    await pages.put(address(path), await keepable(html, more));
  };
  const isFull = error => error?.name === 'QuotaExceededError';

  const has = async (kind, path) => !!await (await existing(kind)).match(address(path));
  // Returns the stored response for a path. If several kinds have one, returns the newest.
  const find = async path => {
    let newest;
    for (const kind of KINDS) {
      const found = await (await existing(kind)).match(address(path));
      if (found && !(+newest?.headers.get(KEPT) > +found.headers.get(KEPT))) newest = found;
    }
    return newest;
  };
  // Returns a stored file. If a picture is not stored in this width, returns another width, if that is
  // allowed. For a picture that moves, this is its still.
  const file = async (path, isAnyWidth = true) => {
    const files = await existing('files'), exact = await files.match(address(path), { ignoreSearch: true }), key = isAnyWidth && path.match(/^\/media\/(\w+)[-.]/)?.[1];
    if (exact || !key) return exact;
    const other = (await files.keys()).find(request => pictureKey(pathOf(request.url)) === key);
    return other && files.match(other);
  };
  // Stores a picture that a page shows, if pages that are read are kept.
  const addPicture = async (path, response) => {
    // Captions of videos and audio recordings are not stored, because the recordings are not stored either.
    if (pictureKey(path) && await keepsRecent()) await (await cache('files')).put(address(path), await keepable(response));
  };

  // Removes a page of a kind, and its data.
  const drop = async (kind, path) => {
    const pages = await existing(kind);
    await Promise.all([path, dataPath(path)].map(path => pages.delete(address(path))));
  };
  const pathsOf = async kind => (await (await existing(kind)).keys()).map(request => pathOf(request.url)).filter(path => !isData(path));

  // Removes the files that no page names.
  const sweep = async () => {
    const files = await existing('files'), wanted = new Set(), pictures = new Set();
    for (const kind of KINDS) {
      const pages = await existing(kind);
      for (const request of await pages.keys()) {
        const text = await (await pages.match(request)).text();
        for (const path of assetsIn(text)) wanted.add(path);
        for (const [, key] of text.matchAll(/(?:\/media\/|"key":")(\w+)/g)) pictures.add(key);
      }
    }
    // The loop also visits the paths that are added while it runs.
    for (const path of wanted) {
      const response = path.endsWith('.js') && await files.match(address(path));
      if (response) for (const name of assetsIn(await response.text())) wanted.add(name);
    }
    for (const request of await files.keys()) {
      const path = pathOf(request.url), key = pictureKey(path);
      if (key ? !pictures.has(key) : !wanted.has(path)) await files.delete(request);
    }
  };

  // Updates a stored page in the cache of every kind that has it. `page` is its new HTML, if that has already
  // been loaded.
  const refresh = async (path, page) => {
    for (const kind of KINDS) {
      const there = await (await existing(kind)).match(address(path));
      if (there) await keep(kind, path, { mode: 'no-cache', page: page?.clone(), edition: there.headers.get(EDITION) });
    }
    if (path === SITE) await keepSite();
  };
  // The newspaper's own data, which the app reads before the first page that it opens.
  const SITE = '/site.json';
  const keepSite = async () => (await cache('tool')).put(address(SITE), await keepable(await load(SITE, 'no-cache')));
  // Removes a page that the server no longer has.
  const forget = async path => {
    for (const kind of KINDS) await drop(kind, path);
  };
  // Stores the page that the reader has opened, if keeping pages that were read is turned on.
  const remember = async path => {
    if (!await keepsRecent()) return;
    await keep('recent', path);
    const pages = await cache('recent'), times = [];
    for (const path of await pathsOf('recent')) times.push([+(await pages.match(address(path)))?.headers.get(KEPT), path]);
    const surplus = times.sort(([a], [b]) => b - a).slice(RECENT);
    for (const [, path] of surplus) await drop('recent', path);
    if (surplus.length) await sweep();
  };
  const keepsRecent = () => caches.has(nameOf('recent'));
  const keepRecent = async isOn => {
    if (isOn) return void await cache('recent');
    await caches.delete(nameOf('recent'));
    await sweep();
  };

  // Returns the pages that are kept as a kind: path, headline, language, time, and bytes including pictures.
  const list = async kind => {
    const pages = await existing(kind), files = await existing('files'), sizes = new Map();
    for (const request of await files.keys()) {
      const key = pictureKey(pathOf(request.url));
      if (key) sizes.set(key, (sizes.get(key) || 0) + bytesOf(await files.match(request)));
    }
    const stories = [];
    for (const path of await pathsOf(kind)) {
      const page = await pages.match(address(path)), data = await pages.match(address(dataPath(path)));
      const { article, front, listing } = (await data?.json().catch(() => {}))?.page || {};
      const pictures = picturesIn(article || {}).reduce((sum, path) => sum + (sizes.get(pictureKey(path)) || 0), 0);
      stories.push({
        path,
        name: article?.headline || front?.name || listing?.name,
        lang: article?.lang,
        section: article?.section?.name,
        published: article?.published,
        kept: +page?.headers.get(KEPT) || 0,
        bytes: bytesOf(page) + bytesOf(data) + pictures,
        isStory: !!article,
      });
    }
    return stories.sort((a, b) => b.kept - a.kept);
  };
  // Returns the bytes of everything that is kept.
  const total = async () => {
    let sum = 0;
    for (const name of await ours()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) sum += bytesOf(await cache.match(request));
    }
    return sum;
  };

  // Returns the newest edition that the server has: { id, day, bytes, pages, pictures }, or nothing.
  const EDITION_LIST = '/today.json';
  const offered = async () => (await load(EDITION_LIST, 'no-cache')).json();
  // The edition that is kept, complete or not: { day, id, isComplete }.
  const edition = async () => {
    const found = await (await existing('edition')).match(address(EDITION_LIST));
    return found && { ...await found.json(), isComplete: found.headers.has(EDITION) };
  };
  // Downloads an edition, or what is missing of it, and removes the previous one. `step` is called with the
  // number of bytes so far. `signal` stops the download; the next call continues it.
  const download = async (list, step, signal) => {
    const pages = await cache('edition'), files = await cache('files'), { id } = list;
    const note = complete => new Response(JSON.stringify(list), { headers: { 'content-type': 'application/json', [KEPT]: Date.now(), ...complete && { [EDITION]: id } } });
    await pages.put(address(EDITION_LIST), note(false));
    let bytes = 0;
    const count = size => step?.(bytes += size);
    for (const [, size] of list.app) bytes += size;
    await inLanes(list.pictures, async ([path, size]) => {
      signal?.throwIfAborted();
      // Ignore a picture that is missing on the server: it is missing on the page too.
      await keepFiles([path]).catch(error => { if (!error.status) throw error; });
      count(size);
    });
    await inLanes(list.pages, async ([path, size]) => {
      signal?.throwIfAborted();
      const there = await pages.match(address(path));
      if (there?.headers.get(EDITION) !== id) await keep('edition', path, { mode: 'no-cache', edition: id, pictures: false }).catch(error => { if (!error.status) throw error; });
      count(size);
    });
    for (const path of await pathsOf('edition')) {
      if ((await pages.match(address(path)))?.headers.get(EDITION) !== id) await drop('edition', path);
    }
    await pages.put(address(EDITION_LIST), note(true));
    await sweep();
  };
  // Downloads the edition of the server, if it is not the one that is stored.
  const renew = async () => {
    const [list, kept] = [await offered(), await edition()];
    if (list.id !== kept?.id || !kept.isComplete) await download(list);
  };

  const clear = async kind => {
    await caches.delete(nameOf(kind));
    await sweep();
  };
  // Removes everything, including caches of older versions.
  const erase = async () => {
    for (const name of await ours()) await caches.delete(name);
  };
  const removeOlder = async () => {
    for (const name of await ours()) if (!name.endsWith(` ${VERSION}`)) await caches.delete(name);
  };

  const isOn = async () => !!await navigator.serviceWorker?.getRegistration(`${base}/`);
  // Registers the service worker, which serves the kept pages without a connection, and stores the list of
  // kept pages too. The first time, this also turns on keeping pages that are read; the reader can turn that
  // off.
  const turnOn = async () => {
    if (!navigator.serviceWorker) throw Error('no service worker');
    if (!await isOn()) await cache('recent');
    await navigator.serviceWorker.register(address('/sw.js'), { scope: `${base}/`, updateViaCache: 'none' });
    await Promise.all([keep('tool', '/saved'), keepSite()]);
  };
  const turnOff = async () => {
    const registration = await navigator.serviceWorker?.getRegistration(`${base}/`);
    await registration?.unregister();
  };

  return { addPicture, clear, download, drop, edition, erase, file, find, forget, has, isFull, isOn, keep, keepRecent, keepsRecent, list, offered, refresh, remember, removeOlder, renew, sweep, total, turnOff, turnOn };
};
