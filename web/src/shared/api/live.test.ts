import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest'

const invalidate = vi.hoisted(() => vi.fn())
vi.mock('./resource', () => ({invalidate}))
const {listen} = await import('./live')

class Stream extends EventTarget {
  static readonly CLOSED = 2
  static all: Stream[] = []
  readyState = 1
  constructor(readonly url: string) {
    super()
    Stream.all.push(this)
  }
  close() {
    this.readyState = Stream.CLOSED
  }
  emit(name: string, data?: unknown) {
    this.dispatchEvent(data ? new MessageEvent(name, {data: JSON.stringify(data)}) : new Event(name))
  }
}

let state: DocumentVisibilityState = 'visible'
const setVisibility = (next: DocumentVisibilityState) => {
  state = next
  document.dispatchEvent(new Event('visibilitychange'))
}
let stop = () => {}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', Stream)
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => state)
  Stream.all = []
  state = 'visible'
})
afterEach(() => {
  stop()
  invalidate.mockReset()
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('Live', () => {
  it('invalidates the answers about a person after a change, and calls back', () => {
    const callback = vi.fn()
    stop = listen('小 明', callback)
    expect(Stream.all[0]!.url).toBe('/api/v1/people/%E5%B0%8F%20%E6%98%8E/events')
    Stream.all[0]!.emit('changed', {person: '小 明', version: 17, what: 'log'})
    expect(invalidate).toHaveBeenCalledWith('/people/%E5%B0%8F%20%E6%98%8E')
    expect(callback).toHaveBeenCalledWith({person: '小 明', version: 17, what: 'log'})
  })

  it('reconnects with backoff after an error of the server, and catches up', () => {
    stop = listen('ann')
    for (const wait of [1000, 2000, 4000]) {
      const stream = Stream.all.at(-1)!
      stream.close()
      stream.emit('error')
      const before = Stream.all.length
      vi.advanceTimersByTime(wait - 1)
      expect(Stream.all).toHaveLength(before)
      vi.advanceTimersByTime(1)
      expect(Stream.all).toHaveLength(before + 1)
    }
    expect(invalidate).not.toHaveBeenCalled()
    Stream.all.at(-1)!.emit('open')
    expect(invalidate).toHaveBeenCalledWith('/people/ann')
  })

  it('leaves a broken stream to the browser', () => {
    stop = listen('ann')
    Stream.all[0]!.readyState = 0
    Stream.all[0]!.emit('error')
    vi.advanceTimersByTime(60_000)
    expect(Stream.all).toHaveLength(1)
  })

  it('closes its connection a minute after the page is hidden, and catches up when it is visible', () => {
    stop = listen('ann')
    setVisibility('hidden')
    vi.advanceTimersByTime(59_000)
    expect(Stream.all[0]!.readyState).toBe(1)
    vi.advanceTimersByTime(2000)
    expect(Stream.all[0]!.readyState).toBe(Stream.CLOSED)
    setVisibility('visible')
    Stream.all.at(-1)!.emit('open')
    expect(invalidate).toHaveBeenCalledWith('/people/ann')
  })

  it('closes on cleanup', () => {
    listen('ann')()
    expect(Stream.all[0]!.readyState).toBe(Stream.CLOSED)
    setVisibility('visible')
    expect(Stream.all).toHaveLength(1)
  })
})
