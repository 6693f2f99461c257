// Less frequent fields of the form: time, body site, exposures.
import {useTranslation} from 'react-i18next'
import {datetimeLocal} from '../../shared/i18n/format'
import type {Field} from './log'
import {ScoreField} from './score_field'

export interface MoreFieldsProps {
  at: Date | null
  onAtChange: (at: Date | null) => void
  site: string
  onSiteChange: (site: string) => void
  fields: Field[]
  values: Record<string, number>
  set: (name: string) => (value: number | undefined) => void
  label: (name: string) => string
}

export function MoreFields({at, onAtChange, site, onSiteChange, fields, values, set, label}: MoreFieldsProps) {
  const {t} = useTranslation('today')
  return (
    <details className="more">
      <summary>{t('more')}</summary>
      <div className="stack">
        <label className="field">
          <span className="name">{t('time')}</span>
          <input type="datetime-local" value={at ? datetimeLocal(at) : ''} max={datetimeLocal(new Date())}
            onChange={event => onAtChange(event.target.value ? new Date(event.target.value) : null)} />
          <span className="muted small">{t('time_hint')}</span>
        </label>
        <label className="field">
          <span className="name">{t('site')}</span>
          <input type="text" value={site} maxLength={128} placeholder={t('site_hint')} onChange={event => onSiteChange(event.target.value)} />
        </label>
        {fields.map(field => (
          <ScoreField key={field.name} field={field} label={label(field.name)} value={values[field.name]} onChange={set(field.name)} />
        ))}
      </div>
    </details>
  )
}
