// The last answer to each question, kept on this device for when there is no network. Forgotten at log-out and erasure.
const store = 'answers'
const most_kept = 200
const keptHeader = 'x-kept-at'

export interface Kept<T> {
  value: T
  at: Date
}

const there = () => typeof caches !== 'undefined'

export async function keep(url: string, value: unknown): Promise<void> {
  if (!there()) return
  const headers = {'content-type': 'application/json', [keptHeader]: new Date().toISOString()}
  try {
    const cache = await caches.open(store)
    await cache.put(url, new Response(JSON.stringify(value), {headers}))
    const keys = await cache.keys() // oldest first
    for (const key of keys.slice(0, Math.max(0, keys.length - most_kept))) await cache.delete(key)
  } catch {
    // no room: the answer is shown all the same
  }
}

export async function kept<T>(url: string): Promise<Kept<T> | null> {
  if (!there()) return null
  const found = await (await caches.open(store)).match(url).catch(() => undefined)
  if (!found) return null
  return {value: (await found.json()) as T, at: new Date(found.headers.get(keptHeader) ?? 0)}
}

export async function forgetKept(): Promise<void> {
  if (there()) await caches.delete(store)
}
