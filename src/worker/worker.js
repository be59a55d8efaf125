// The service worker: answers from what is kept on this device where the connection does not.
//
// It is only registered for readers who keep something. It knows no release of the newspaper: files with a hash
// in their name come from the device if they are there, and pages and data from the network, if that answers soon.
import { newspaper } from '../parts/device.js';

// How long a page waits for the network if it is kept, in milliseconds, by the age of what is kept.
const SOON = 200, PATIENCE = 3000, DAY = 864e5;

const base = new URL(registration.scope).pathname.replace(/\/$/, '');
const kept = newspaper(base);
const later = delay => new Promise(done => setTimeout(done, delay));

addEventListener('install', () => skipWaiting());
addEventListener('activate', event => event.waitUntil(Promise.all([kept.removeOlder(), clients.claim()])));

addEventListener('fetch', event => {
  const { request } = event, { origin, pathname, search } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || !pathname.startsWith(`${base}/`) || request.headers.has('range')) return;
  const path = pathname.slice(base.length), isNavigation = request.mode === 'navigate';
  if (/^\/(assets|media)\//.test(path)) event.respondWith(file(event, path));
  // A query makes another page of a tool only in the browser.
  else if (isNavigation || path.endsWith('.json') && !search) event.respondWith(fresh(event, path, isNavigation));
});

// Answers with a file whose name says what is in it. A picture on the page is the one that fits best;
// another width is for when there is no connection.
const file = async (event, path) => {
  const there = await kept.file(path, false).catch(() => {});
  if (there) return there;
  try {
    const response = await fetch(event.request);
    if (response.ok && path.startsWith('/media/')) event.waitUntil(kept.addPicture(path, response.clone()).catch(() => {}));
    return response;
  } catch (error) {
    const other = await kept.file(path).catch(() => {});
    if (other) return other;
    throw error;
  }
};

// The pages that were answered with what is kept while the network had not answered, each with whether
// the network then had something else. A page on screen asks for that.
const isNewer = new Map();

// Answers from the network if it answers soon, else with what is kept.
const fresh = async (event, path, isNavigation) => {
  const there = await kept.find(path).catch(() => {});
  const network = fetch(event.request);
  if (!there) return network.catch(error => isNavigation ? withoutConnection(error) : Promise.reject(error));
  const copy = there.clone(), updated = network.then(response => update(path, response.clone(), copy)).catch(() => false);
  event.waitUntil(updated);
  const age = Date.now() - there.headers.get('x-kept');
  const limit = later(isNavigation && 0 <= age && age < DAY ? SOON : PATIENCE);
  const first = await Promise.race([network.catch(() => {}), limit]);
  if (first && first.status < 500) return first;
  if (isNavigation) isNewer.set(path, updated);
  return there;
};

// Keeps what the network answered if it is something else. Returns whether it is.
const update = async (path, response, there) => {
  const isData = path.endsWith('.json') && path !== '/site.json';
  const page = !isData ? path : path === '/index.json' ? '/' : path.slice(0, -5);
  // The story was withdrawn.
  if (response.status === 404 || response.status === 410) await kept.forget(page);
  if (!response.ok || await response.clone().text() === await there.text()) return false;
  await kept.refresh(page, isData ? undefined : response);
  return true;
};

// The list of what is kept, in the place of a page that is not.
const withoutConnection = async error => {
  const list = await kept.find('/saved');
  if (!list) throw error;
  return new Response(list.body, { status: 503, headers: list.headers });
};

// Where the browser allows it, the edition is renewed each morning.
addEventListener('periodicsync', event => event.tag === 'edition' && event.waitUntil(kept.renew()));
// A page of a reader who keeps something says that it is read, and asks whether there is a newer one.
addEventListener('message', event => {
  const { read, newer } = event.data || {};
  if (typeof read === 'string') event.waitUntil(kept.remember(read).catch(() => {}));
  if (typeof newer === 'string') event.waitUntil((async () => {
    const answer = await isNewer.get(newer);
    isNewer.delete(newer);
    if (answer) event.source?.postMessage({ newer });
  })());
});
