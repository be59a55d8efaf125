// The service worker: answers requests from what is kept on this device if the network does not answer.
//
// It is only registered for readers who keep something. It does not depend on a release of the newspaper.
// Files with a hash in their name come from the device if they are stored there. Pages and data come from the
// network if that answers soon.
import { newspaper } from '../parts/device.js';

// How long to wait for the network if there is a stored copy, in milliseconds: SOON for a page whose copy is
// less than a day old, otherwise PATIENCE.
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

// Answers with a file that has a hash of its content in its name. Another width of a picture is only used if
// there is no connection.
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

// The paths of pages that were answered from the device before the network answered. The value is a promise
// that says whether the network then sent something different. The page on screen asks for it.
const isNewer = new Map();

// Answers from the network if that is soon enough, otherwise with the stored copy.
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

// Stores the response of the network if it differs from the stored copy. Returns whether it differs.
const update = async (path, response, there) => {
  const isData = path.endsWith('.json') && path !== '/site.json';
  const page = !isData ? path : path === '/index.json' ? '/' : path.slice(0, -5);
  // The story was withdrawn.
  if (response.status === 404 || response.status === 410) await kept.forget(page);
  if (!response.ok || await response.clone().text() === await there.text()) return false;
  await kept.refresh(page, isData ? undefined : response);
  return true;
};

// Answers with the list of kept pages, in place of a page that is not kept.
const withoutConnection = async error => {
  const list = await kept.find('/saved');
  if (!list) throw error;
  return new Response(list.body, { status: 503, headers: list.headers });
};

// Where the browser allows it, the edition is renewed each morning.
addEventListener('periodicsync', event => event.tag === 'edition' && event.waitUntil(kept.renew()));
// A page reports that the reader has read it, and asks whether there is a newer version of it.
addEventListener('message', event => {
  const { read, newer } = event.data || {};
  if (typeof read === 'string') event.waitUntil(kept.remember(read).catch(() => {}));
  if (typeof newer === 'string') event.waitUntil((async () => {
    const answer = await isNewer.get(newer);
    isNewer.delete(newer);
    if (answer) event.source?.postMessage({ newer });
  })());
});
