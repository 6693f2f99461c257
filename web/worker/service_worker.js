// Caches the page itself, so that it opens offline. tools/service_worker.mjs inserts SHELL and VERSION: the files of
// this build and a hash of them. Navigations are network first, so that the next one gets a new version; files with a
// hash in their name never change and are cache first. Answers of the API are cached by the page
// (shared/api/answer_cache.ts), entries written offline are in its outbox (shared/api/outbox.ts).
const cacheName = 'shell-' + VERSION

self.addEventListener('install', event => {
  event.waitUntil(caches.open(cacheName).then(cache => cache.addAll(SHELL)).then(() => self.skipWaiting()))
})

self.addEventListener('activate', event => {
  const old = names => names.filter(name => name.startsWith('shell-') && name !== cacheName)
  event.waitUntil(
    caches.keys().then(names => Promise.all(old(names).map(name => caches.delete(name)))).then(() => self.clients.claim()),
  )
})

async function networkFirst(request) {
  try {
    const reply = await fetch(request)
    if (reply.ok || reply.status < 500) return reply
  } catch {
    // no network
  }
  return (await caches.match('/')) ?? Response.error()
}

self.addEventListener('fetch', event => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== location.origin || url.pathname.startsWith('/api/')) return
  if (event.request.mode === 'navigate') event.respondWith(networkFirst(event.request))
  else event.respondWith(caches.match(event.request).then(cached => cached ?? fetch(event.request)))
})
