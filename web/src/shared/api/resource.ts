// What the page has asked for and who on the page looks at it: one request for each address, whatever the number of
// those who look. What somebody wrote makes the answers about that person old; those that are looked at are asked for
// again, the others when somebody looks.
import {useCallback, useSyncExternalStore} from 'react'
import {address, ask, type Progress} from './client'
import {Refusal} from './refusal'
import type {Query} from './types'

export type Asked<T> =
  | {state: 'waiting'; progress: Progress | null; cancel: () => void}
  | {state: 'refused'; refusal: Refusal; retry: () => void}
  | {state: 'shown'; value: T; fresh: boolean; keptAt: Date | null; retry: () => void}

const grace_ms = 400 // between two pages that look at the same

class Resource<T> {
  private readonly callbacks = new Set<() => void>()
  private running: AbortController | null = null
  private stale = true
  state: Asked<T>

  constructor(readonly path: string, private readonly query: Query) {
    this.state = this.waiting(null)
  }

  subscribe(callback: () => void): () => void {
    this.callbacks.add(callback)
    if (this.stale && !this.running) void this.load()
    return () => {
      this.callbacks.delete(callback)
      setTimeout(() => this.callbacks.size === 0 && this.running?.abort(), grace_ms)
    }
  }

  get hasSubscribers() {
    return this.callbacks.size > 0
  }

  // It may have changed.
  touch() {
    this.stale = true
    if (this.callbacks.size > 0) void this.load()
  }

  // What is known is no longer to be shown.
  reset() {
    this.running?.abort()
    this.running = null
    this.stale = true
    this.setState(this.waiting(null))
    if (this.callbacks.size > 0) void this.load()
  }

  private waiting(progress: Progress | null): Asked<T> {
    return {state: 'waiting', progress, cancel: () => this.running?.abort()}
  }

  private setState(next: Asked<T>) {
    this.state = next
    for (const callback of this.callbacks) callback()
  }

  private async load() {
    this.running?.abort()
    const mine = (this.running = new AbortController())
    this.stale = false
    const before = this.state
    const retry = () => this.touch()
    if (before.state === 'refused') this.setState(this.waiting(null))
    if (before.state === 'shown') this.setState({...before, fresh: false})
    const onProgress = (progress: Progress) => {
      if (this.running === mine && this.state.state === 'waiting') this.setState(this.waiting(progress))
    }
    try {
      const got = await ask<T>(this.path, {query: this.query, signal: mine.signal, onProgress})
      if (this.running !== mine) return
      this.running = null
      this.setState({state: 'shown', value: got.value, fresh: true, keptAt: got.keptAt, retry})
    } catch (error) {
      if (this.running !== mine) return
      this.running = null
      const refusal = error instanceof Refusal ? error : new Refusal(-1, String(error))
      this.stale = mine.signal.aborted && this.callbacks.size === 0
      if (before.state === 'shown' && refusal.offline) this.setState({...before, fresh: true, keptAt: before.keptAt ?? new Date()})
      else this.setState({state: 'refused', refusal, retry})
    }
  }
}

const all = new Map<string, Resource<unknown>>()

function resource<T>(path: string, query: Query): Resource<T> {
  const key = address(path, query)
  let found = all.get(key)
  if (!found) all.set(key, (found = new Resource<unknown>(path, query)))
  return found as Resource<T>
}

// Answers whose path begins so may have changed; "" is all of them.
export function touch(prefix: string) {
  for (const one of all.values()) if (one.path.startsWith(prefix)) one.touch()
}

export function forgetResources() {
  for (const [key, one] of all) {
    one.reset()
    if (!one.hasSubscribers) all.delete(key)
  }
}

const of_nobody: Asked<never> = {state: 'refused', refusal: new Refusal(404, 'nobody'), retry: () => undefined}

// No path: there is nobody to ask about, and nothing is sent.
export function useAsked<T>(path: string | null, query: Query = {}): Asked<T> {
  const key = path === null ? '' : address(path, query)
  // The key holds all that the query holds.
  const subscribe = useCallback((callback: () => void) => (path === null ? () => undefined : resource<T>(path, query).subscribe(callback)), [key])
  return useSyncExternalStore(subscribe, () => (path === null ? of_nobody : resource<T>(path, query).state))
}
