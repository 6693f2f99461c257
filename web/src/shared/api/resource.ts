// Cache of answers with subscribers: one request per URL, whatever the number of components that use it. A write
// invalidates the answers about that person: those with subscribers are fetched again at once, the others when a
// component subscribes.
import {useCallback, useSyncExternalStore} from 'react'
import {apiUrl, fetchAnswer, type Progress} from './client'
import {Refusal} from './refusal'
import type {Query} from './types'

export type ResourceState<T> =
  | {state: 'waiting'; progress: Progress | null; cancel: () => void}
  | {state: 'refused'; refusal: Refusal; retry: () => void}
  | {state: 'shown'; value: T; fresh: boolean; cachedAt: Date | null; retry: () => void}

const grace_ms = 400 // a request survives the change between two pages that use it

class Resource<T> {
  private readonly callbacks = new Set<() => void>()
  private controller: AbortController | null = null
  private stale = true
  state: ResourceState<T>

  constructor(readonly path: string, private readonly query: Query) {
    this.state = this.waiting(null)
  }

  subscribe(callback: () => void): () => void {
    this.callbacks.add(callback)
    if (this.stale && !this.controller) void this.load()
    return () => {
      this.callbacks.delete(callback)
      setTimeout(() => this.callbacks.size === 0 && this.controller?.abort(), grace_ms)
    }
  }

  get hasSubscribers() {
    return this.callbacks.size > 0
  }

  // Marks the answer as stale.
  invalidate() {
    this.stale = true
    if (this.callbacks.size > 0) void this.load()
  }

  // Drops the answer, e.g. after a change of account.
  reset() {
    this.controller?.abort()
    this.controller = null
    this.stale = true
    this.setState(this.waiting(null))
    if (this.callbacks.size > 0) void this.load()
  }

  private waiting(progress: Progress | null): ResourceState<T> {
    return {state: 'waiting', progress, cancel: () => this.controller?.abort()}
  }

  private setState(next: ResourceState<T>) {
    this.state = next
    for (const callback of this.callbacks) callback()
  }

  private async load() {
    this.controller?.abort()
    const controller = (this.controller = new AbortController())
    this.stale = false
    const before = this.state
    const retry = () => this.invalidate()
    if (before.state === 'refused') this.setState(this.waiting(null))
    if (before.state === 'shown') this.setState({...before, fresh: false})
    const onProgress = (progress: Progress) => {
      if (this.controller === controller && this.state.state === 'waiting') this.setState(this.waiting(progress))
    }
    try {
      const fetched = await fetchAnswer<T>(this.path, {query: this.query, signal: controller.signal, onProgress})
      if (this.controller !== controller) return
      this.controller = null
      this.setState({state: 'shown', value: fetched.value, fresh: true, cachedAt: fetched.cachedAt, retry})
    } catch (error) {
      if (this.controller !== controller) return
      this.controller = null
      const refusal = error instanceof Refusal ? error : new Refusal(-1, String(error))
      this.stale = controller.signal.aborted && this.callbacks.size === 0
      if (before.state === 'shown' && refusal.offline) this.setState({...before, fresh: true, cachedAt: before.cachedAt ?? new Date()})
      else this.setState({state: 'refused', refusal, retry})
    }
  }
}

const resources = new Map<string, Resource<unknown>>()

function resourceFor<T>(path: string, query: Query): Resource<T> {
  const key = apiUrl(path, query)
  let found = resources.get(key)
  if (!found) resources.set(key, (found = new Resource<unknown>(path, query)))
  return found as Resource<T>
}

// Invalidates all answers whose path has this prefix; "" is all of them.
export function invalidate(prefix: string) {
  for (const one of resources.values()) if (one.path.startsWith(prefix)) one.invalidate()
}

export function resetResources() {
  for (const [key, one] of resources) {
    one.reset()
    if (!one.hasSubscribers) resources.delete(key)
  }
}

const noPerson: ResourceState<never> = {state: 'refused', refusal: new Refusal(404, 'nobody'), retry: () => undefined}

// Without a path there is no person yet: no request is sent, the state is a 404.
export function useResource<T>(path: string | null, query: Query = {}): ResourceState<T> {
  const key = path === null ? '' : apiUrl(path, query)
  // The key contains path and query.
  const subscribe = useCallback((callback: () => void) => (path === null ? () => undefined : resourceFor<T>(path, query).subscribe(callback)), [key])
  return useSyncExternalStore(subscribe, () => (path === null ? noPerson : resourceFor<T>(path, query).state))
}
