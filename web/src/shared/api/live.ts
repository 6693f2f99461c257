// Server-sent events of a person's diary: after a change the answers about that person are invalidated. The browser
// reconnects by itself after a broken stream, with Last-Event-ID; after an error of the server this reconnects with
// exponential backoff. A hidden page closes its connection after a minute, and catches up when it is visible again.
import {personPath, apiRoot} from './client'
import {invalidate} from './resource'

export interface DiaryChange {
  person: string
  version: number
  what: string
}

const hidden_ms = 60_000

export function listen(person: string, callback?: (change: DiaryChange) => void): () => void {
  let stream: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let wait_ms = 1000
  let missed = false

  const open = () => {
    clearTimeout(timer)
    stream = new EventSource(apiRoot + personPath(person, '/events'))
    stream.addEventListener('open', () => {
      wait_ms = 1000
      if (missed) invalidate(personPath(person))
      missed = false
    })
    stream.addEventListener('changed', event => {
      invalidate(personPath(person))
      invalidate('/people')
      callback?.(JSON.parse((event as MessageEvent<string>).data) as DiaryChange)
    })
    stream.addEventListener('error', () => {
      missed = true
      if (stream?.readyState !== EventSource.CLOSED) return
      close()
      timer = setTimeout(open, wait_ms)
      wait_ms = Math.min(60_000, wait_ms * 2)
    })
  }
  const close = () => {
    stream?.close()
    stream = null
  }
  const onVisibilityChange = () => {
    clearTimeout(timer)
    if (document.visibilityState === 'visible') {
      if (!stream) open()
    } else {
      timer = setTimeout(() => ((missed = true), close()), hidden_ms)
    }
  }
  open()
  document.addEventListener('visibilitychange', onVisibilityChange)
  return () => {
    document.removeEventListener('visibilitychange', onVisibilityChange)
    clearTimeout(timer)
    close()
  }
}
