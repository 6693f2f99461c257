// The last answer to each question, kept on this device for when there is no network. Forgotten at log-out and erasure.
const store = 'answers'
const keptHeader = 'x-kept-at'

export interface Kept<T> {
  value: T
  at: Date
}

const there = () => typeof caches !== 'undefined'

export async function keep(url: string, value: unknown): Promise<void> {
  if (!there()) return
  const headers = {'content-type': 'application/json', [keptHeader]: new Date().toISOString()}
  await (await caches.open(store)).put(url, new Response(JSON.stringify(value), {headers})).catch(() => undefined)
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
