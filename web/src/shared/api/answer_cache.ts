// The last answer to each request, in the Cache Storage of the browser, for use offline. Cleared at log-out and
// erasure.
const cacheName = 'answers'
const max_answers = 200
const timeHeader = 'x-kept-at'

export interface CachedAnswer<T> {
  value: T
  at: Date
}

const isSupported = () => typeof caches !== 'undefined'

export async function cacheAnswer(url: string, value: unknown): Promise<void> {
  if (!isSupported()) return
  const headers = {'content-type': 'application/json', [timeHeader]: new Date().toISOString()}
  try {
    const cache = await caches.open(cacheName)
    await cache.put(url, new Response(JSON.stringify(value), {headers}))
    const keys = await cache.keys() // oldest first
    for (const key of keys.slice(0, Math.max(0, keys.length - max_answers))) await cache.delete(key)
  } catch {
    // storage is full: the answer is shown anyway
  }
}

export async function cachedAnswer<T>(url: string): Promise<CachedAnswer<T> | null> {
  if (!isSupported()) return null
  const found = await (await caches.open(cacheName)).match(url).catch(() => undefined)
  if (!found) return null
  return {value: (await found.json()) as T, at: new Date(found.headers.get(timeHeader) ?? 0)}
}

export async function clearAnswerCache(): Promise<void> {
  if (isSupported()) await caches.delete(cacheName)
}
