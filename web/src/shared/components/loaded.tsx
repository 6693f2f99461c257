// The three states of a resource: waiting (with the progress of a job, which can be cancelled), refused (error and
// retry), shown (with the age of an answer from the cache).
import type {ReactNode} from 'react'
import {useTranslation} from 'react-i18next'
import type {Progress} from '../api/client'
import type {Refusal} from '../api/refusal'
import type {ResourceState} from '../api/resource'
import {age} from '../i18n/format'
import {useLanguage} from '../i18n/language'
import {refusalMessage} from '../i18n/server_messages'
import {Icon} from './icons'

export interface LoadedProps<T> {
  resource: ResourceState<T>
  children: (value: T) => ReactNode
  hideAge?: boolean // the age of a cached answer is shown elsewhere
  missing?: ReactNode // replaces the error on a 404: no data of this person yet
}

export function Loaded<T>({resource, children, missing, hideAge = false}: LoadedProps<T>) {
  if (resource.state === 'waiting') return <Loading progress={resource.progress} onCancel={resource.cancel} />
  if (resource.state === 'refused') {
    if (resource.refusal.status === 404 && missing !== undefined) return missing
    return <Refused refusal={resource.refusal} onRetry={resource.retry} />
  }
  return (
    <>
      {resource.cachedAt && !hideAge && <CachedNote at={resource.cachedAt} />}
      {children(resource.value)}
    </>
  )
}

export function Loading({progress = null, onCancel}: {progress?: Progress | null; onCancel?: () => void}) {
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

function CachedNote({at}: {at: Date}) {
  const {t} = useTranslation('shared')
  const language = useLanguage()
  return (
    <p className="note watch small" role="status">
      <Icon name="offline" size={18} />
      {t('kept', {age: age((Date.now() - at.getTime()) / 3_600_000, language)})}
    </p>
  )
}
