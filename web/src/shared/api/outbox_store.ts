// The outbox on disk: one table of IndexedDB, keyed by a number that rises.
import type {Entry} from './types'

export interface Waiting {
  id: number
  person: string
  entries: Entry[]
  at: string // when it was written down
  refused: string | null // the server does not take it: why
}

const name = 'skin2vec'
const table = 'outbox'

const done = <T,>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

let opened: Promise<IDBDatabase> | null = null

function database(): Promise<IDBDatabase> {
  if (opened) return opened
  const request = indexedDB.open(name, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(table, {keyPath: 'id', autoIncrement: true})
  opened = done(request)
  opened.catch(() => (opened = null))
  return opened
}

// Resolves when the change is on disk.
async function change<T>(work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await database()).transaction(table, 'readwrite', {durability: 'strict'})
  const request = work(transaction.objectStore(table))
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
  })
  return request.result
}

export const add = (one: Omit<Waiting, 'id'>) => change(store => store.add(one)) as Promise<number>
export const put = (one: Waiting) => change(store => store.put(one))
export const remove = (id: number) => change(store => store.delete(id))

export async function all(): Promise<Waiting[]> {
  const opened = typeof indexedDB === 'undefined' ? null : await database().catch(() => null) // null: nothing is kept
  return opened ? done(opened.transaction(table).objectStore(table).getAll()) : []
}

export async function clear(person?: string): Promise<void> {
  for (const one of await all()) if (person === undefined || one.person === person) await remove(one.id)
}
