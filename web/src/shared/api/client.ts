// HTTP client of the API, same origin. Reads send If-None-Match with the ETag of the last answer; a long computation
// comes as a job, which is polled with its progress. Writes carry the CSRF token of the login. Every failure is thrown
// as a Refusal.
import {cacheAnswer, cachedAnswer} from './answer_cache'
import {cancellation, Refusal, refusalOf} from './refusal'
import type {Answer, Query} from './types'

export const apiRoot = '/api/v1'

// Called on 401: the login has ended.
let loggedOutCallback = () => {}
export const onLoggedOut = (callback: () => void) => void (loggedOutCallback = callback)

const timeout_ms = 30_000
const upload_timeout_ms = 600_000
const max_etags = 200

export interface Progress {
  done: number
  all: number // 0: unknown
  seconds: number
}

export interface FetchedAnswer<T> {
  value: T
  cachedAt: Date | null // null: fresh from the server
}

export interface FetchOptions {
  query?: Query
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

const etagCache = new Map<string, {tag: string; value: unknown}>()
export const clearEtagCache = () => etagCache.clear()

let csrf: string | null = null
export const setCsrf = (text: string | null) => void (csrf = text)

export function apiUrl(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '')
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return apiRoot + path + (text ? '?' + text : '')
}

export const personPath = (person: string, rest = '') => `/people/${encodeURIComponent(person)}${rest}`

async function fetchWithTimeout(url: string, init: RequestInit, signal?: AbortSignal, ms = timeout_ms): Promise<Response> {
  const timeout = AbortSignal.timeout(ms)
  try {
    const reply = await fetch(url, {...init, signal: signal ? AbortSignal.any([signal, timeout]) : timeout})
    if (reply.status === 401 && !url.startsWith(apiRoot + '/session')) loggedOutCallback()
    return reply
  } catch (error) {
    if (signal?.aborted) throw cancellation()
    throw new Refusal(0, error instanceof Error ? error.message : String(error))
  }
}

const delay = (ms: number, signal?: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal?.addEventListener('abort', () => (clearTimeout(timer), reject(cancellation())), {once: true})
  })

// Polls a job until it has ended in any way; cancels it on the server if the signal aborts.
async function waitForJob(id: string, signal?: AbortSignal, onProgress?: (progress: Progress) => void): Promise<void> {
  const url = `${apiRoot}/jobs/${encodeURIComponent(id)}`
  try {
    for (let wait_ms = 250; ; wait_ms = Math.min(1000, wait_ms * 1.3)) {
      await delay(wait_ms, signal)
      const reply = await fetchWithTimeout(url, {}, signal)
      if (reply.status === 404) return // expired: request the answer again
      if (!reply.ok) throw await refusalOf(reply)
      const {job} = (await reply.json()) as Answer<'job'>
      if (job.state === 'failed') throw new Refusal(503, job.error ?? 'failed')
      if (job.state === 'done' || job.state === 'cancelled') return
      onProgress?.({done: job.done, all: job.all, seconds: job.seconds})
    }
  } catch (error) {
    if (signal?.aborted) void fetch(url, {method: 'DELETE', headers: csrfHeader(), keepalive: true}).catch(() => undefined)
    throw error
  }
}

const csrfHeader = (): Record<string, string> => (csrf ? {'x-csrf-token': csrf} : {})

// An answer of the server; offline, the last one in the cache.
export async function fetchAnswer<T>(path: string, options: FetchOptions = {}): Promise<FetchedAnswer<T>> {
  const url = apiUrl(path, options.query)
  try {
    return {value: await fetchFromServer<T>(url, options), cachedAt: null}
  } catch (error) {
    if (!(error instanceof Refusal) || !error.offline) throw error
    const last = await cachedAnswer<T>(url)
    if (!last) throw error
    return {value: last.value, cachedAt: last.at}
  }
}

// The response once it is computed: 200 or 304. Waits for the job after a 202.
async function fetchWhenReady(url: string, tag: string | null, options: FetchOptions): Promise<Response> {
  for (;;) {
    const reply = await fetchWithTimeout(url, {headers: tag ? {'if-none-match': tag} : {}}, options.signal)
    if (reply.status === 202) {
      const {job} = (await reply.json()) as Answer<'job'>
      await waitForJob(job.id, options.signal, options.onProgress)
      continue
    }
    if (!reply.ok && reply.status !== 304) throw await refusalOf(reply)
    return reply
  }
}

async function fetchFromServer<T>(url: string, options: FetchOptions): Promise<T> {
  const last = etagCache.get(url)
  const reply = await fetchWhenReady(url, last?.tag ?? null, {signal: options.signal, onProgress: options.onProgress})
  if (reply.status === 304 && last) return last.value as T
  const value = (await reply.json()) as T
  const tag = reply.headers.get('etag')
  if (tag) {
    etagCache.delete(url)
    etagCache.set(url, {tag, value})
    if (etagCache.size > max_etags) etagCache.delete(etagCache.keys().next().value!)
  }
  void cacheAnswer(url, 'csrf' in (value as object) ? {...value, csrf: null} : value) // the token stays in memory
  return value
}

// Waits until a page of the server has been generated, and returns its URL for a link.
export async function urlWhenReady(path: string, options: FetchOptions = {}): Promise<string> {
  const url = apiUrl(path, options.query)
  const reply = await fetchWhenReady(url, null, options)
  await reply.body?.cancel()
  return url
}

export interface SendOptions {
  query?: Query
  body?: unknown // as JSON
  file?: Blob // as raw bytes
}

export async function send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, options: SendOptions = {}): Promise<T> {
  const request = () => {
    const headers = csrfHeader()
    const init: RequestInit = {method, headers}
    if (options.file || options.body !== undefined) {
      init.body = options.file ?? JSON.stringify(options.body)
      headers['content-type'] = options.file ? 'application/octet-stream' : 'application/json'
    }
    return fetchWithTimeout(apiUrl(path, options.query), init, undefined, options.file ? upload_timeout_ms : timeout_ms)
  }
  let reply = await request()
  if (reply.status === 403 && (await renewCsrf())) reply = await request()
  if (!reply.ok) throw await refusalOf(reply)
  return (reply.status === 204 ? null : await reply.json()) as T
}

// True if the token has changed, because this browser logged in again in another tab.
async function renewCsrf(): Promise<boolean> {
  const reply = await fetchWithTimeout(apiRoot + '/session', {})
  const session = reply.ok ? ((await reply.json()) as Answer<'session'>) : null
  if (!session?.csrf || session.csrf === csrf) return false
  csrf = session.csrf
  return true
}
