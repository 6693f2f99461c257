// A short word about what was just done, with one thing to do about it (undo). It goes by itself after ten seconds, not
// while the pointer or the focus is on it.
import {useEffect, useState, useSyncExternalStore} from 'react'
import {useTranslation} from 'react-i18next'
import {Icon} from './icons'

export interface Told {
  words: string
  action?: {words: string; run: () => void}
}

const shown_ms = 10_000
let now: (Told & {id: number}) | null = null
let count = 0
const watchers = new Set<() => void>()

export function tell(told: Told | null) {
  now = told && {...told, id: ++count}
  for (const watcher of watchers) watcher()
}

export function Toasts() {
  const {t} = useTranslation('shared')
  const told = useSyncExternalStore(watcher => (watchers.add(watcher), () => void watchers.delete(watcher)), () => now)
  const [held, hold] = useState(false)
  useEffect(() => {
    if (!told || held) return
    const timer = setTimeout(() => tell(null), shown_ms)
    return () => clearTimeout(timer)
  }, [told, held])
  return (
    <div className="toasts" role="status">
      {told && (
        <div className="toast" onPointerEnter={() => hold(true)} onPointerLeave={() => hold(false)}
          onFocus={() => hold(true)} onBlur={() => hold(false)}>
          <span>{told.words}</span>
          {told.action && (
            <button type="button" className="button quiet" onClick={() => (tell(null), told.action?.run())}>{told.action.words}</button>
          )}
          <button type="button" className="button quiet icon" aria-label={t('close')} onClick={() => tell(null)}><Icon name="close" size={18} /></button>
        </div>
      )}
    </div>
  )
}
