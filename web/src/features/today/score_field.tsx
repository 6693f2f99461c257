// One field of the form. A tap sets a score; a second tap, or the cross, clears it to missing (not zero).
import {useId} from 'react'
import {useTranslation} from 'react-i18next'
import {Icon} from '../../shared/components/icons'
import {number} from '../../shared/i18n/format'
import {unitSymbol, useScaleWord} from '../../shared/i18n/labels'
import {useLanguage} from '../../shared/i18n/language'
import type {Field} from './log'

export interface FieldProps {
  field: Field
  label: string
  value: number | undefined
  onChange: (value: number | undefined) => void
}

export function ScoreField(props: FieldProps) {
  if (props.field.kind === 'number') return <NumberField {...props} field={props.field} />
  return <Steps {...props} />
}

function Steps({field, label, value, onChange}: FieldProps) {
  const {t} = useTranslation('today')
  const language = useLanguage()
  const word = useScaleWord()
  const id = useId()
  if (field.kind === 'number') return null
  const name = (one: number) => (field.kind === 'words' ? word(field.name, field.words[field.values.indexOf(one)] ?? '') : number(one, language))
  return (
    <fieldset className="score">
      <legend>{label}</legend>
      <span className="value" aria-hidden="true">{value === undefined ? '–' : name(value)}</span>
      {value !== undefined && (
        <button type="button" className="clear" aria-label={t('clear', {name: label})} onClick={() => onChange(undefined)}><Icon name="close" size={16} /></button>
      )}
      <div className={field.kind === 'words' ? 'words' : 'steps'}>
        {field.values.map(one => (
          <label key={one} className={field.kind === 'words' || Number.isInteger(one) ? 'step' : 'step half'} data-under={value !== undefined && one < value ? '' : undefined}>
            <input type="radio" name={id} checked={value === one} aria-label={name(one)} onChange={() => onChange(one)} onClick={() => value === one && onChange(undefined)} />
            <span aria-hidden="true">{name(one)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function NumberField({field, label, value, onChange}: FieldProps & {field: Extract<Field, {kind: 'number'}>}) {
  return (
    <label className="field wide-number">
      <span className="name">{label}{unitSymbol(field.unit) && <span className="muted"> ({unitSymbol(field.unit)})</span>}</span>
      <input type="number" inputMode="decimal" min={field.range[0]} max={field.range[1]} step={field.step} value={value ?? ''}
        onChange={event => onChange(event.target.value === '' ? undefined : event.target.valueAsNumber)} />
    </label>
  )
}
