// Queue of entries that have not reached the server yet. Each write is stored here first and removed when the server
// has answered, so that none is lost; sending twice is idempotent, because an entry is identified by person, kind, time
// and name. One tab sends at a time (Web Locks), oldest first.
import {useSyncExternalStore} from 'react'
import {personPath, send} from './client'
import {add, all, clear, put, remove, type OutboxItem} from './outbox_store'
import {Refusal} from './refusal'
import {invalidate} from './resource'
import type {Answer, Entry} from './types'

export type LogAnswer = Answer<'log'>
export type WriteResult = {sent: true; logged: LogAnswer} | {sent: false}

let items: OutboxItem[] = []
const callbacks = new Set<() => void>()

async function notify() {
  items = await all()
  for (const callback of callbacks) callback()
}

export const useOutbox = () =>
  useSyncExternalStore(
    callback => (callbacks.add(callback), () => void callbacks.delete(callback)),
    () => items,
  )

async function withLock(work: () => Promise<void>): Promise<void> {
  await (navigator.locks ? navigator.locks.request('outbox', work) : work())
}

async function post(person: string, entries: Entry[]): Promise<LogAnswer> {
  const logged = await send<LogAnswer>('POST', personPath(person, '/entries'), {body: entries})
  invalidate('/people')
  return logged
}

// Saves entries of one person: at the server, or in the queue until it can be reached.
// throws  Refusal if the server rejects them; then they are not queued either
export async function write(person: string, entries: Entry[]): Promise<WriteResult> {
  const id = await add({person, entries, at: new Date().toISOString(), refused: null}).catch(() => null)
  if (id === null) return {sent: true, logged: await post(person, entries)} // no storage in this browser
  await notify()
  const answers = await flush(id)
  const answer = answers.get(id)
  if (answer instanceof Refusal) {
    await discard(id)
    throw answer
  }
  return answer ? {sent: true, logged: answer} : {sent: false}
}

// Sends the queue. What the server rejects for good stays, marked, until the user discards it.
// first  id of an item to send even if it is marked
export async function flush(first?: number): Promise<Map<number, LogAnswer | Refusal>> {
  const answers = new Map<number, LogAnswer | Refusal>()
  await withLock(async () => {
    for (const one of await all()) {
      if (one.refused !== null && one.id !== first) continue
      try {
        answers.set(one.id, await post(one.person, one.entries))
        await remove(one.id)
      } catch (error) {
        const refusal = error instanceof Refusal ? error : new Refusal(-1, String(error))
        if (refusal.retryable) break // the next ones would fail too
        answers.set(one.id, refusal)
        await put({...one, refused: refusal.detail})
      }
    }
  })
  await notify()
  return answers
}

export async function discard(id: number) {
  await remove(id)
  await notify()
}

export async function clearOutbox(person?: string) {
  await clear(person)
  await notify()
}

// Sends when the page opens, when the network is back, when the page becomes visible, and every 30 s. Returns the
// cleanup.
export function flushPeriodically(): () => void {
  const flushIfPending = () => void (items.some(one => one.refused === null) && flush().catch(() => undefined))
  const onVisibilityChange = () => document.visibilityState === 'visible' && flushIfPending()
  void notify().then(flushIfPending, () => undefined)
  addEventListener('online', flushIfPending)
  document.addEventListener('visibilitychange', onVisibilityChange)
  const timer = setInterval(flushIfPending, 30_000)
  return () => {
    removeEventListener('online', flushIfPending)
    document.removeEventListener('visibilitychange', onVisibilityChange)
    clearInterval(timer)
  }
}
