// Where the page is: `#/trends?person=ann&dimension=oil`. In the hash, so that any server and no server can open it.
import {useSyncExternalStore} from 'react'

export interface Route {
  page: string
  given: URLSearchParams
}

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  return {page: path, given: new URLSearchParams(query)}
}

// The person stays unless another one is given; nothing else does.
export function hashOf(page: string, given: Record<string, string | null> = {}, from = location.hash): string {
  const person = parseRoute(from).given.get('person')
  const all = new URLSearchParams(person ? {person} : {})
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === '') all.delete(name)
    else all.set(name, value)
  }
  const text = all.toString()
  return '#/' + page + (text ? '?' + text : '')
}

export const go = (page: string, given: Record<string, string | null> = {}) => void (location.hash = hashOf(page, given))

// Sets values of the page that is open, without a new step in the history.
export function setGiven(given: Record<string, string | null>) {
  const route = parseRoute(location.hash)
  history.replaceState(null, '', hashOf(route.page, {...Object.fromEntries(route.given), ...given}))
  dispatchEvent(new HashChangeEvent('hashchange'))
}

const subscribe = (callback: () => void) => {
  addEventListener('hashchange', callback)
  return () => removeEventListener('hashchange', callback)
}

export const useRoute = (): Route => parseRoute(useSyncExternalStore(subscribe, () => location.hash))
