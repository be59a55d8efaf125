// The service worker of a newspaper that has turned off keeping pages: it removes what was kept, and itself.
const base = new URL(registration.scope).pathname.replace(/\/$/, '');
addEventListener('install', () => skipWaiting());
addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith(`${base}/ kept `)) await caches.delete(name);
  await registration.unregister();
})()));
