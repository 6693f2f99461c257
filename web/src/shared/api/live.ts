// Tells when somebody wrote in a person's diary: the answers about that person are then old. The browser comes back by
// itself where the stream breaks, with the last number it saw; where the server refuses, this tries again, ever more
// slowly. A page that nobody looks at lets go of its connection, and catches up when it is looked at.
import {personPath, root} from './client'
import {touch} from './resource'

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
    stream = new EventSource(root + personPath(person, '/events'))
    stream.addEventListener('open', () => {
      wait_ms = 1000
      if (missed) touch(personPath(person))
      missed = false
    })
    stream.addEventListener('changed', event => {
      touch(personPath(person))
      touch('/people')
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
