// Requests to the server this page came from. Reads go out with the tag of the answer that is known, so that what did
// not change is not sent again; an answer that takes long comes as a job, whose progress is told. Writes carry the
// login's CSRF text. Whatever is not done is thrown as a Refusal.
import {keep, kept} from './kept'
import {cancelled, Refusal, refusalOf} from './refusal'
import type {Answer, Query} from './types'

export const root = '/api/v1'

// Called where the server says that nobody is logged in any more.
let loggedOutCallback = () => {}
export const onLoggedOut = (callback: () => void) => void (loggedOutCallback = callback)

const patience_ms = 30_000
const file_patience_ms = 600_000
const most_known = 200

export interface Progress {
  done: number
  all: number // 0: not known
  seconds: number
}

export interface Got<T> {
  value: T
  keptAt: Date | null // null: it comes from the server, now
}

export interface AskOptions {
  query?: Query
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

const known = new Map<string, {tag: string; value: unknown}>()
export const forgetKnown = () => known.clear()

let csrf: string | null = null
export const setCsrf = (text: string | null) => void (csrf = text)

export function address(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '')
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return root + path + (text ? '?' + text : '')
}

export const personPath = (person: string, rest = '') => `/people/${encodeURIComponent(person)}${rest}`

async function reach(url: string, init: RequestInit, signal?: AbortSignal, ms = patience_ms): Promise<Response> {
  const limit = AbortSignal.timeout(ms)
  try {
    const reply = await fetch(url, {...init, signal: signal ? AbortSignal.any([signal, limit]) : limit})
    if (reply.status === 401 && !url.startsWith(root + '/session')) loggedOutCallback()
    return reply
  } catch (error) {
    if (signal?.aborted) throw cancelled()
    throw new Refusal(0, error instanceof Error ? error.message : String(error))
  }
}

const pause = (ms: number, signal?: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal?.addEventListener('abort', () => (clearTimeout(timer), reject(cancelled())), {once: true})
  })

// Waits until a job has ended in any way; stops it if nobody waits any more.
async function jobEnded(id: string, signal?: AbortSignal, onProgress?: (progress: Progress) => void): Promise<void> {
  const url = `${root}/jobs/${encodeURIComponent(id)}`
  try {
    for (let wait_ms = 250; ; wait_ms = Math.min(1000, wait_ms * 1.3)) {
      await pause(wait_ms, signal)
      const reply = await reach(url, {}, signal)
      if (reply.status === 404) return // forgotten: ask again
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

// An answer of the server; where it cannot be reached, the last one that was kept here.
export async function ask<T>(path: string, options: AskOptions = {}): Promise<Got<T>> {
  const url = address(path, options.query)
  try {
    return {value: await asked<T>(url, options), keptAt: null}
  } catch (error) {
    if (!(error instanceof Refusal) || !error.offline) throw error
    const last = await kept<T>(url)
    if (!last) throw error
    return {value: last.value, keptAt: last.at}
  }
}

// The reply to a question, when it is there: 200 or 304. Waits for the job of one that takes long.
async function replied(url: string, tag: string | null, options: AskOptions): Promise<Response> {
  for (;;) {
    const reply = await reach(url, {headers: tag ? {'if-none-match': tag} : {}}, options.signal)
    if (reply.status === 202) {
      const {job} = (await reply.json()) as Answer<'job'>
      await jobEnded(job.id, options.signal, options.onProgress)
      continue
    }
    if (!reply.ok && reply.status !== 304) throw await refusalOf(reply)
    return reply
  }
}

async function asked<T>(url: string, options: AskOptions): Promise<T> {
  const last = known.get(url)
  const reply = await replied(url, last?.tag ?? null, {signal: options.signal, onProgress: options.onProgress})
  if (reply.status === 304 && last) return last.value as T
  const value = (await reply.json()) as T
  const tag = reply.headers.get('etag')
  if (tag) {
    known.delete(url)
    known.set(url, {tag, value})
    if (known.size > most_known) known.delete(known.keys().next().value!)
  }
  void keep(url, 'csrf' in (value as object) ? {...value, csrf: null} : value) // what opens doors stays in memory
  return value
}

// Waits until a page has been made, and tells its address: for a link.
export async function ready(path: string, options: AskOptions = {}): Promise<string> {
  const url = address(path, options.query)
  const reply = await replied(url, null, options)
  await reply.body?.cancel()
  return url
}

export interface SendOptions {
  query?: Query
  body?: unknown // as JSON
  file?: Blob // as it is
}

export async function send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, options: SendOptions = {}): Promise<T> {
  const once = () => {
    const headers = csrfHeader()
    const init: RequestInit = {method, headers}
    if (options.file || options.body !== undefined) {
      init.body = options.file ?? JSON.stringify(options.body)
      headers['content-type'] = options.file ? 'application/octet-stream' : 'application/json'
    }
    return reach(address(path, options.query), init, undefined, options.file ? file_patience_ms : patience_ms)
  }
  let reply = await once()
  if (reply.status === 403 && (await newCsrf())) reply = await once()
  if (!reply.ok) throw await refusalOf(reply)
  return (reply.status === 204 ? null : await reply.json()) as T
}

// True if this browser has logged in again since, on another page.
async function newCsrf(): Promise<boolean> {
  const reply = await reach(root + '/session', {})
  const session = reply.ok ? ((await reply.json()) as Answer<'session'>) : null
  if (!session?.csrf || session.csrf === csrf) return false
  csrf = session.csrf
  return true
}
