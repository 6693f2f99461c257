// Native modal dialog: traps the focus, closes on Escape, restores the focus.
import {useEffect, useId, useRef, type ReactNode} from 'react'

export function Dialog({title, onClose, children}: {title: string; onClose: () => void; children: ReactNode}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const name = useId()
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null
    const shown = dialog.current
    if (shown && !shown.open) shown.showModal()
    return () => {
      shown?.close()
      before?.focus()
    }
  }, [])
  return (
    <dialog ref={dialog} aria-labelledby={name} onCancel={event => (event.preventDefault(), onClose())}>
      <div className="stack">
        <h2 id={name}>{title}</h2>
        {children}
      </div>
    </dialog>
  )
}
