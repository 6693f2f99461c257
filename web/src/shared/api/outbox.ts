// What was written down and has not reached the server yet. Each writing is put here first and taken out when the
// server has answered, so that none is lost; sent twice it changes nothing, because an entry is itself by person, kind,
// time and name. One page sends at a time (a lock across tabs), oldest first.
import {useSyncExternalStore} from 'react'
import {personPath, send} from './client'
import {add, all, clear, put, remove, type Waiting} from './outbox_store'
import {Refusal} from './refusal'
import {touch} from './resource'
import type {Answer, Entry} from './types'

export type {Waiting}
export type Logged = Answer<'log'>
export type Written = {sent: true; logged: Logged} | {sent: false}

let waiting: Waiting[] = []
const callbacks = new Set<() => void>()

async function notify() {
  waiting = await all()
  for (const callback of callbacks) callback()
}

export const useOutbox = () =>
  useSyncExternalStore(
    callback => (callbacks.add(callback), () => void callbacks.delete(callback)),
    () => waiting,
  )

async function alone(work: () => Promise<void>): Promise<void> {
  await (navigator.locks ? navigator.locks.request('outbox', work) : work())
}

async function post(person: string, entries: Entry[]): Promise<Logged> {
  const logged = await send<Logged>('POST', personPath(person, '/entries'), {body: entries})
  touch('/people')
  return logged
}

// Writes entries of one person down: at the server, or here until it can be reached.
// throws  Refusal if the server does not take them; then they are not here either
export async function write(person: string, entries: Entry[]): Promise<Written> {
  const id = await add({person, entries, at: new Date().toISOString(), refused: null}).catch(() => null)
  if (id === null) return {sent: true, logged: await post(person, entries)} // this browser lets nothing be kept
  await notify()
  const answers = await flush(id)
  const mine = answers.get(id)
  if (mine instanceof Refusal) {
    await discard(id)
    throw mine
  }
  return mine ? {sent: true, logged: mine} : {sent: false}
}

// Sends what waits. What the server refuses for good stays, marked, until somebody looks at it.
export async function flush(first?: number): Promise<Map<number, Logged | Refusal>> {
  const answers = new Map<number, Logged | Refusal>()
  await alone(async () => {
    for (const one of await all()) {
      if (one.refused !== null && one.id !== first) continue
      try {
        answers.set(one.id, await post(one.person, one.entries))
        await remove(one.id)
      } catch (error) {
        const refusal = error instanceof Refusal ? error : new Refusal(-1, String(error))
        if (refusal.passing) break // the later ones would fare no better
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

export async function forgetOutbox(person?: string) {
  await clear(person)
  await notify()
}

// Sends when the page opens, when the network comes back, when the page is looked at, and every half minute.
export function keepFlushing(): () => void {
  const now = () => void (waiting.some(one => one.refused === null) && flush().catch(() => undefined))
  const onVisibilityChange = () => document.visibilityState === 'visible' && now()
  void notify().then(now, () => undefined)
  addEventListener('online', now)
  document.addEventListener('visibilitychange', onVisibilityChange)
  const timer = setInterval(now, 30_000)
  return () => {
    removeEventListener('online', now)
    document.removeEventListener('visibilitychange', onVisibilityChange)
    clearInterval(timer)
  }
}
