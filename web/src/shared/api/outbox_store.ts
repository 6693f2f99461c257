// The outbox on disk: one object store of IndexedDB with an auto-incremented key.
import type {Entry} from './types'

export interface OutboxItem {
  id: number
  person: string
  entries: Entry[]
  at: string // time of the write
  refused: string | null // why the server rejected it
}

const databaseName = 'skin2vec'
const storeName = 'outbox'

const resultOf = <T,>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

let databasePromise: Promise<IDBDatabase> | null = null

function database(): Promise<IDBDatabase> {
  if (databasePromise) return databasePromise
  const request = indexedDB.open(databaseName, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(storeName, {keyPath: 'id', autoIncrement: true})
  databasePromise = resultOf(request)
  databasePromise.catch(() => (databasePromise = null))
  return databasePromise
}

// Resolves when the change is on disk.
async function inTransaction<T>(work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await database()).transaction(storeName, 'readwrite', {durability: 'strict'})
  const request = work(transaction.objectStore(storeName))
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
  })
  return request.result
}

export const add = (one: Omit<OutboxItem, 'id'>) => inTransaction(store => store.add(one)) as Promise<number>
export const put = (one: OutboxItem) => inTransaction(store => store.put(one))
export const remove = (id: number) => inTransaction(store => store.delete(id))

export async function all(): Promise<OutboxItem[]> {
  const connection = typeof indexedDB === 'undefined' ? null : await database().catch(() => null) // null: no storage
  return connection ? resultOf(connection.transaction(storeName).objectStore(storeName).getAll()) : []
}

export async function clear(person?: string): Promise<void> {
  for (const one of await all()) if (person === undefined || one.person === person) await remove(one.id)
}
