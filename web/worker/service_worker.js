// Keeps the page itself, so that it opens without a network. SHELL and VERSION are put in by tools/service_worker.mjs:
// the files of this build, and a name that changes with them. The page asks the network first, and so gets a new
// version at the next opening; files with a hash in their name never change and come from here. What the API answers is
// kept by the page (shared/api/kept.ts), what was written offline too (outbox.ts).
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

async function pageOfNow(request) {
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
  if (event.request.mode === 'navigate') event.respondWith(pageOfNow(event.request))
  else event.respondWith(caches.match(event.request).then(kept => kept ?? fetch(event.request)))
})
