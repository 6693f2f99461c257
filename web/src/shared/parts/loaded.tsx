// The three states of everything that is asked for: waiting (with the progress of a job, which may be stopped), refused
// (why, and again), shown (with the age of what was kept on this device).
import type {ReactNode} from 'react'
import {useTranslation} from 'react-i18next'
import type {Progress} from '../api/client'
import type {Refusal} from '../api/refusal'
import type {ResourceState} from '../api/resource'
import {age} from '../words/format'
import {useLanguage} from '../words/language'
import {refusalMessage} from '../words/server_messages'
import {Icon} from './icons'

export interface LoadedProps<T> {
  of: ResourceState<T>
  children: (value: T) => ReactNode
  quiet?: boolean // the age of what was kept is told elsewhere
  missing?: ReactNode // instead of a refusal with 404: there is nothing of this person yet
}

export function Loaded<T>({of, children, missing, quiet = false}: LoadedProps<T>) {
  if (of.state === 'waiting') return <Waiting progress={of.progress} onCancel={of.cancel} />
  if (of.state === 'refused') {
    if (of.refusal.status === 404 && missing !== undefined) return missing
    return <Refused refusal={of.refusal} onRetry={of.retry} />
  }
  return (
    <>
      {of.cachedAt && !quiet && <KeptNote at={of.cachedAt} />}
      {children(of.value)}
    </>
  )
}

export function Waiting({progress = null, onCancel}: {progress?: Progress | null; onCancel?: () => void}) {
  const {t} = useTranslation('shared')
  const part = progress && progress.all > 0 ? progress.done / progress.all : null
  const left = part && part > 0.02 && progress ? (progress.seconds / part) * (1 - part) : null
  return (
    <div className="waiting" role="status" aria-busy="true">
      <span>{progress ? t('computing') : t('waiting')}</span>
      {part === null ? <span className="pulse" /> : <progress aria-label={t('computing')} value={part} max={1} />}
      {progress && (
        <span className="row small">
          {left !== null ? t('left', {seconds: Math.ceil(left)}) : t('since', {seconds: Math.round(progress.seconds)})}
          {onCancel && <button type="button" className="button quiet" onClick={onCancel}>{t('stop')}</button>}
        </span>
      )}
    </div>
  )
}

export function Refused({refusal, onRetry}: {refusal: Refusal; onRetry?: () => void}) {
  const {t} = useTranslation('shared')
  return (
    <div className={refusal.status === 499 ? 'note' : 'note bad'} role="alert">
      <Icon name={refusal.offline ? 'offline' : 'warning'} />
      <div className="stack tight grow">
        <span>{refusalMessage(refusal, t)}</span>
        {onRetry && <span><button type="button" className="button" onClick={onRetry}>{t('again')}</button></span>}
      </div>
    </div>
  )
}

function KeptNote({at}: {at: Date}) {
  const {t} = useTranslation('shared')
  const language = useLanguage()
  return (
    <p className="note watch small" role="status">
      <Icon name="offline" size={18} />
      {t('kept', {age: age((Date.now() - at.getTime()) / 3_600_000, language)})}
    </p>
  )
}
