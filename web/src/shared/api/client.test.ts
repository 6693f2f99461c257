import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest'
import {address, ask, forgetKnown, ready, send, setCsrf} from './client'
import {Refusal} from './refusal'

const json = (status: number, body: unknown, headers: Record<string, string> = {}) => new Response(JSON.stringify(body), {status, headers})
const fetched = vi.fn<(url: string, init?: RequestInit) => Promise<Response>>()
const header = (call: number, name: string) => new Headers(fetched.mock.calls[call]![1]?.headers).get(name)

beforeEach(() => {
  vi.stubGlobal('fetch', fetched)
  vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']})
})
afterEach(() => {
  fetched.mockReset()
  forgetKnown()
  setCsrf(null)
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const job = (state: string, more = {}) => ({job: {id: 'j1', state, done: 0, all: 0, seconds: 0, error: null, ...more}})
const refused = (work: Promise<unknown>): Promise<Refusal> => work.then(() => Promise.reject(new Error('not refused')), (error: Refusal) => error)

describe('Client', () => {
  it('leaves out what was not given', () => {
    expect(address('/people/ann/entries', {kind: 'event', from: null, to: undefined, after: '', limit: 0})).toBe('/api/v1/people/ann/entries?kind=event&limit=0')
  })

  it('asks again with the tag, and takes what it knows where nothing changed', async () => {
    fetched.mockResolvedValueOnce(json(200, {n: 1}, {etag: '"a"'})).mockResolvedValueOnce(new Response(null, {status: 304}))
    expect((await ask('/x')).value).toEqual({n: 1})
    expect((await ask('/x')).value).toEqual({n: 1})
    expect(header(0, 'if-none-match')).toBe(null)
    expect(header(1, 'if-none-match')).toBe('"a"')
  })

  it('waits for a job, tells how far it is, and asks the same again', async () => {
    fetched
      .mockResolvedValueOnce(json(202, job('waiting')))
      .mockResolvedValueOnce(json(200, job('running', {done: 3, all: 9, seconds: 1.5})))
      .mockResolvedValueOnce(json(200, job('done')))
      .mockResolvedValueOnce(json(200, {found: true}))
    const onProgress = vi.fn()
    const asked = ask('/people/ann/effects', {onProgress})
    await vi.advanceTimersByTimeAsync(3000)
    expect((await asked).value).toEqual({found: true})
    expect(onProgress).toHaveBeenCalledWith({done: 3, all: 9, seconds: 1.5})
    expect(fetched.mock.calls.map(call => call[0])).toEqual(['/api/v1/people/ann/effects', '/api/v1/jobs/j1', '/api/v1/jobs/j1', '/api/v1/people/ann/effects'])
  })

  it('stops the job where nobody waits any more', async () => {
    fetched.mockResolvedValueOnce(json(202, job('waiting'))).mockResolvedValue(new Response(null, {status: 204}))
    const leaving = new AbortController()
    const asked = refused(ask('/people/ann/effects', {signal: leaving.signal}))
    await vi.advanceTimersByTimeAsync(10)
    leaving.abort()
    expect((await asked).status).toBe(499)
    expect(fetched.mock.calls.at(-1)).toEqual(['/api/v1/jobs/j1', expect.objectContaining({method: 'DELETE'})])
  })

  it('refuses where the job failed, with its words', async () => {
    fetched.mockResolvedValueOnce(json(202, job('waiting'))).mockResolvedValueOnce(json(200, job('failed', {error: 'no room'})))
    const asked = refused(ask('/x'))
    await vi.advanceTimersByTimeAsync(1000)
    expect(await asked).toMatchObject({status: 503, detail: 'no room', passing: true})
  })

  it('makes a refusal of a problem, with the rows that were bad', async () => {
    const errors = [{line: 1, column: 'oil', value: '11', expected: '0 to 5'}]
    fetched.mockResolvedValueOnce(json(400, {status: 400, detail: 'nothing was written', errors}))
    expect(await refused(send('POST', '/x', {body: []}))).toMatchObject({status: 400, detail: 'nothing was written', errors, passing: false})
  })

  it('is offline where there is no server', async () => {
    fetched.mockRejectedValueOnce(new TypeError('failed to fetch'))
    expect(await refused(ask('/x'))).toMatchObject({status: 0, offline: true, passing: true})
  })

  it('sends the text against forged requests, and takes the one of a newer login', async () => {
    setCsrf('old')
    fetched.mockResolvedValueOnce(json(403, {detail: 'X-CSRF-Token'})).mockResolvedValueOnce(json(200, {csrf: 'new'})).mockResolvedValueOnce(json(201, {ok: 1}))
    expect(await send('POST', '/x', {body: {}})).toEqual({ok: 1})
    expect([header(0, 'x-csrf-token'), header(2, 'x-csrf-token')]).toEqual(['old', 'new'])
  })

  it('does not send again what this login may not do', async () => {
    setCsrf('same')
    fetched.mockResolvedValueOnce(json(403, {detail: 'may not'})).mockResolvedValueOnce(json(200, {csrf: 'same'}))
    expect(await refused(send('DELETE', '/x'))).toMatchObject({status: 403, detail: 'may not'})
    expect(fetched).toHaveBeenCalledTimes(2)
  })

  it('tells the address of a page once it is made', async () => {
    fetched.mockResolvedValueOnce(json(202, job('waiting'))).mockResolvedValueOnce(json(200, job('done'))).mockResolvedValueOnce(new Response('<html>'))
    const made = ready('/people/ann/report', {query: {lang: 'zh'}})
    await vi.advanceTimersByTimeAsync(1000)
    expect(await made).toBe('/api/v1/people/ann/report?lang=zh')
  })
})
