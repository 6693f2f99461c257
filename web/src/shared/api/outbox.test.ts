import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest'
import {Refusal} from './refusal'
import type {Entry} from './types'

const disk = vi.hoisted(() => ({rows: new Map<number, unknown>(), last: 0, full: false}))
const send = vi.hoisted(() => vi.fn())

vi.mock('./outbox_store', () => ({
  add: async (one: object) => {
    if (disk.full) throw new Error('no room')
    disk.rows.set(++disk.last, {...one, id: disk.last})
    return disk.last
  },
  put: async (one: {id: number}) => void disk.rows.set(one.id, one),
  remove: async (id: number) => void disk.rows.delete(id),
  all: async () => [...disk.rows.values()],
  clear: async () => disk.rows.clear(),
}))
vi.mock('./client', async load => ({...(await load<object>()), send}))

const {flush, write} = await import('./outbox')
const entry = (oil: number) => [{kind: 'reading', person: 'ann', time: '2026-03-01T07:30:00Z', values: {oil}}] as Entry[]
const offline = () => new Refusal(0, 'no network')
const logged = {person: 'ann', version: 1, unchanged: 0, logged: []}

beforeEach(() => send.mockResolvedValue(logged))
afterEach(() => {
  send.mockReset()
  disk.rows.clear()
})

describe('Outbox', () => {
  it('sends at once, and stores nothing', async () => {
    expect(await write('ann', entry(1))).toEqual({sent: true, logged})
    expect(send).toHaveBeenCalledWith('POST', '/people/ann/entries', {body: entry(1)})
    expect(disk.rows.size).toBe(0)
  })

  it('sends without storage too', async () => {
    disk.full = true
    expect(await write('ann', entry(1))).toEqual({sent: true, logged})
    disk.full = false
  })

  it('stores what cannot be sent, and sends it later in order', async () => {
    send.mockRejectedValue(offline())
    expect(await write('ann', entry(1))).toEqual({sent: false})
    expect(await write('ann', entry(2))).toEqual({sent: false})
    expect(disk.rows.size).toBe(2)
    send.mockReset().mockResolvedValue(logged)
    await flush()
    expect(send.mock.calls.map(call => call[2].body)).toEqual([entry(1), entry(2)])
    expect(disk.rows.size).toBe(0)
  })

  it('stays on disk until the server has answered', async () => {
    let answer = (_: unknown) => {}
    send.mockReturnValueOnce(new Promise(resolve => (answer = resolve)))
    const writing = write('ann', entry(1))
    await vi.waitFor(() => expect(send).toHaveBeenCalled())
    expect(disk.rows.size).toBe(1)
    answer(logged)
    await writing
    expect(disk.rows.size).toBe(0)
  })

  it('throws what the server rejects at once', async () => {
    send.mockRejectedValueOnce(new Refusal(400, 'oil is "11"'))
    await expect(write('ann', entry(11))).rejects.toMatchObject({detail: 'oil is "11"'})
    expect(disk.rows.size).toBe(0)
  })

  it('keeps, marked, what the server rejects later, and sends the rest', async () => {
    send.mockRejectedValue(offline())
    await write('ann', entry(11))
    await write('ann', entry(2))
    send.mockReset().mockRejectedValueOnce(new Refusal(400, 'oil is "11"')).mockResolvedValueOnce(logged)
    await flush()
    expect([...disk.rows.values()]).toMatchObject([{entries: entry(11), refused: 'oil is "11"'}])
    await flush()
    expect(send).toHaveBeenCalledTimes(2)
  })

  it.each([401, 429, 503])('stays queued after a %d', async status => {
    send.mockRejectedValue(new Refusal(status, 'later'))
    expect(await write('ann', entry(1))).toEqual({sent: false})
    expect(disk.rows.size).toBe(1)
  })
})
