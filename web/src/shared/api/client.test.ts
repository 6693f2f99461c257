import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest'
import {apiUrl, fetchAnswer, clearEtagCache, urlWhenReady, send, setCsrf} from './client'
import {Refusal} from './refusal'

const json = (status: number, body: unknown, headers: Record<string, string> = {}) => new Response(JSON.stringify(body), {status, headers})
const fetchMock = vi.fn<(url: string, init?: RequestInit) => Promise<Response>>()
const header = (call: number, name: string) => new Headers(fetchMock.mock.calls[call]![1]?.headers).get(name)

beforeEach(() => {
  vi.stubGlobal('fetch', fetchMock)
  vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']})
})
afterEach(() => {
  fetchMock.mockReset()
  clearEtagCache()
  setCsrf(null)
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const job = (state: string, more = {}) => ({job: {id: 'j1', state, done: 0, all: 0, seconds: 0, error: null, ...more}})
const rejection = (work: Promise<unknown>): Promise<Refusal> => work.then(() => Promise.reject(new Error('not refused')), (error: Refusal) => error)

describe('Client', () => {
  it('omits empty query parameters', () => {
    expect(apiUrl('/people/ann/entries', {kind: 'event', from: null, to: undefined, after: '', limit: 0})).toBe('/api/v1/people/ann/entries?kind=event&limit=0')
  })

  it('sends the ETag, and reuses the known answer on 304', async () => {
    fetchMock.mockResolvedValueOnce(json(200, {n: 1}, {etag: '"a"'})).mockResolvedValueOnce(new Response(null, {status: 304}))
    expect((await fetchAnswer('/x')).value).toEqual({n: 1})
    expect((await fetchAnswer('/x')).value).toEqual({n: 1})
    expect(header(0, 'if-none-match')).toBe(null)
    expect(header(1, 'if-none-match')).toBe('"a"')
  })

  it('polls a job, reports its progress, and repeats the request', async () => {
    fetchMock
      .mockResolvedValueOnce(json(202, job('waiting')))
      .mockResolvedValueOnce(json(200, job('running', {done: 3, all: 9, seconds: 1.5})))
      .mockResolvedValueOnce(json(200, job('done')))
      .mockResolvedValueOnce(json(200, {found: true}))
    const onProgress = vi.fn()
    const asked = fetchAnswer('/people/ann/effects', {onProgress})
    await vi.advanceTimersByTimeAsync(3000)
    expect((await asked).value).toEqual({found: true})
    expect(onProgress).toHaveBeenCalledWith({done: 3, all: 9, seconds: 1.5})
    expect(fetchMock.mock.calls.map(call => call[0])).toEqual(['/api/v1/people/ann/effects', '/api/v1/jobs/j1', '/api/v1/jobs/j1', '/api/v1/people/ann/effects'])
  })

  it('cancels the job when the signal aborts', async () => {
    fetchMock.mockResolvedValueOnce(json(202, job('waiting'))).mockResolvedValue(new Response(null, {status: 204}))
    const leaving = new AbortController()
    const asked = rejection(fetchAnswer('/people/ann/effects', {signal: leaving.signal}))
    await vi.advanceTimersByTimeAsync(10)
    leaving.abort()
    expect((await asked).status).toBe(499)
    expect(fetchMock.mock.calls.at(-1)).toEqual(['/api/v1/jobs/j1', expect.objectContaining({method: 'DELETE'})])
  })

  it('throws the error of a failed job', async () => {
    fetchMock.mockResolvedValueOnce(json(202, job('waiting'))).mockResolvedValueOnce(json(200, job('failed', {error: 'no room'})))
    const asked = rejection(fetchAnswer('/x'))
    await vi.advanceTimersByTimeAsync(1000)
    expect(await asked).toMatchObject({status: 503, detail: 'no room', retryable: true})
  })

  it('throws a problem of the server with its invalid rows', async () => {
    const errors = [{line: 1, column: 'oil', value: '11', expected: '0 to 5'}]
    fetchMock.mockResolvedValueOnce(json(400, {status: 400, detail: 'nothing was written', errors}))
    expect(await rejection(send('POST', '/x', {body: []}))).toMatchObject({status: 400, detail: 'nothing was written', errors, retryable: false})
  })

  it('is offline without a connection', async () => {
    fetchMock.mockRejectedValueOnce(new TypeError('failed to fetch'))
    expect(await rejection(fetchAnswer('/x'))).toMatchObject({status: 0, offline: true, retryable: true})
  })

  it('sends the CSRF token, and renews it after another login', async () => {
    setCsrf('old')
    fetchMock.mockResolvedValueOnce(json(403, {detail: 'X-CSRF-Token'})).mockResolvedValueOnce(json(200, {csrf: 'new'})).mockResolvedValueOnce(json(201, {ok: 1}))
    expect(await send('POST', '/x', {body: {}})).toEqual({ok: 1})
    expect([header(0, 'x-csrf-token'), header(2, 'x-csrf-token')]).toEqual(['old', 'new'])
  })

  it('does not retry what this login may not do', async () => {
    setCsrf('same')
    fetchMock.mockResolvedValueOnce(json(403, {detail: 'may not'})).mockResolvedValueOnce(json(200, {csrf: 'same'}))
    expect(await rejection(send('DELETE', '/x'))).toMatchObject({status: 403, detail: 'may not'})
    expect(fetchMock).toHaveBeenCalledTimes(2)
  })

  it('returns the URL of a page once it is generated', async () => {
    fetchMock.mockResolvedValueOnce(json(202, job('waiting'))).mockResolvedValueOnce(json(200, job('done'))).mockResolvedValueOnce(new Response('<html>'))
    const made = urlWhenReady('/people/ann/report', {query: {lang: 'zh'}})
    await vi.advanceTimersByTimeAsync(1000)
    expect(await made).toBe('/api/v1/people/ann/report?lang=zh')
  })
})
