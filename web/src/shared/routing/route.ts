// Hash routing: `#/trends?person=ann&dimension=oil`. The hash needs no support of the server and works offline.
import {useSyncExternalStore} from 'react'

export interface Route {
  page: string
  params: URLSearchParams
}

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  return {page: path, params: new URLSearchParams(query)}
}

// Keeps the current person unless `params` has another one; drops all other parameters.
export function hashOf(page: string, params: Record<string, string | null> = {}, from = location.hash): string {
  const person = parseRoute(from).params.get('person')
  const merged = new URLSearchParams(person ? {person} : {})
  for (const [name, value] of Object.entries(params)) {
    if (value === null || value === '') merged.delete(name)
    else merged.set(name, value)
  }
  const text = merged.toString()
  return '#/' + page + (text ? '?' + text : '')
}

export const navigate = (page: string, params: Record<string, string | null> = {}) => void (location.hash = hashOf(page, params))

// Sets parameters of the current page, without a history entry.
export function setParams(params: Record<string, string | null>) {
  const route = parseRoute(location.hash)
  history.replaceState(null, '', hashOf(route.page, {...Object.fromEntries(route.params), ...params}))
  dispatchEvent(new HashChangeEvent('hashchange'))
}

const subscribe = (callback: () => void) => {
  addEventListener('hashchange', callback)
  return () => removeEventListener('hashchange', callback)
}

export const useRoute = (): Route => parseRoute(useSyncExternalStore(subscribe, () => location.hash))
