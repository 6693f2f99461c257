// Toast with an optional action (undo). It disappears after ten seconds, but not while the pointer or the focus is on
// it.
import {useEffect, useState, useSyncExternalStore} from 'react'
import {useTranslation} from 'react-i18next'
import {Icon} from './icons'

export interface Toast {
  message: string
  action?: {label: string; onClick: () => void}
}

const shown_ms = 10_000
let current: (Toast & {id: number}) | null = null
let lastId = 0
const callbacks = new Set<() => void>()

export function showToast(toast: Toast | null) {
  current = toast && {...toast, id: ++lastId}
  for (const callback of callbacks) callback()
}

export function Toasts() {
  const {t} = useTranslation('shared')
  const toast = useSyncExternalStore(callback => (callbacks.add(callback), () => void callbacks.delete(callback)), () => current)
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (!toast || held) return
    const timer = setTimeout(() => showToast(null), shown_ms)
    return () => clearTimeout(timer)
  }, [toast, held])
  return (
    <div className="toasts" role="status">
      {toast && (
        <div className="toast" onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
          <span>{toast.message}</span>
          {toast.action && (
            <button type="button" className="button quiet" onClick={() => (showToast(null), toast.action?.onClick())}>{toast.action.label}</button>
          )}
          <button type="button" className="button quiet icon" aria-label={t('close')} onClick={() => showToast(null)}><Icon name="close" size={18} /></button>
        </div>
      )}
    </div>
  )
}
