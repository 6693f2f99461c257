// Daily form: scores, time, note. It saves through the outbox, so that it works offline.
import {useState, type FormEvent} from 'react'
import {useTranslation} from 'react-i18next'
import {Refusal} from '../../shared/api/refusal'
import type {Profile} from '../../shared/api/types'
import {Icon} from '../../shared/components/icons'
import {Refused} from '../../shared/components/loaded'
import {labelsOf} from '../../shared/i18n/labels'
import {datetimeLocal, timestamp} from '../../shared/i18n/format'
import {useLanguage} from '../../shared/i18n/language'
import {entriesOf, exposureFields, fieldsOf, timeOfSlot, slotOf, type Slot} from './log'
import {MoreFields} from './more_fields'
import {ScoreField} from './score_field'
import {useWriteEntries} from './write_entries'

export interface LogFormProps {
  person: string
  profile: Profile
  read: string[] // dimensions with values of this person
  site: string
}

export function LogForm({person, profile, read, site: initialSite}: LogFormProps) {
  const {t} = useTranslation('today')
  const label = labelsOf(profile, useLanguage())
  const write = useWriteEntries(person)
  const [values, setValues] = useState<Record<string, number>>({})
  const [note, setNote] = useState('')
  const [site, setSite] = useState(initialSite)
  const [at, setAt] = useState<Date | null>(null) // null: the time of saving
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const fields = fieldsOf(profile, read)
  const scored = fields.find(field => field.kind === 'steps')
  const range = scored && {low: scored.values[0], high: scored.values.at(-1)}
  const exposures = exposureFields(profile)
  const time = at ?? new Date()
  const empty = Object.keys(values).length === 0 && note.trim() === ''

  const set = (name: string) => (value: number | undefined) =>
    setValues(before => {
      const {[name]: _, ...others} = before
      return value === undefined || Number.isNaN(value) ? others : {...others, [name]: value}
    })
  const choose = (slot: Slot) => {
    const now = new Date()
    const chosen = timeOfSlot(slot, now, profile.slots.evening_from)
    setAt(chosen === now ? null : chosen)
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setRefusal(null)
    try {
      await write(entriesOf(person, {values, note, site, time: timestamp(at ?? new Date())}, [...fields, ...exposures]))
      setValues({})
      setNote('')
      setAt(null)
    } catch (error) {
      setRefusal(error instanceof Refusal ? error : new Refusal(-1, String(error)))
    } finally {
      setBusy(false)
    }
  }

  return (
    <form className="card stack log" aria-labelledby="log" onSubmit={event => void submit(event)}>
      <div className="stack tight">
        <div className="row apart">
          <h2 id="log">{t('log')}</h2>
          {profile.slots.per_day === 2 && (
            <div className="row" role="group" aria-label={t('when')}>
              {(['morning', 'evening'] as const).map(slot => (
                <button key={slot} type="button" className="chip" aria-pressed={slotOf(time, profile.slots.evening_from) === slot} onClick={() => choose(slot)}>
                  <Icon name={slot === 'morning' ? 'sun' : 'moon'} size={17} />{t(slot)}
                </button>
              ))}
            </div>
          )}
        </div>
        <p className="muted small">{range ? t('log_hint', range) : t('log_hint_plain')}</p>
      </div>
      {fields.filter(field => field.kind === 'words' ? field.of === 'dimension' : true).map(field => (
        <ScoreField key={field.name} field={field} label={label(field.name)} value={values[field.name]} onChange={set(field.name)} />
      ))}
      <label className="field">
        <span className="name">{t('note')}</span>
        <textarea value={note} rows={2} placeholder={t('note_hint')} onChange={event => setNote(event.target.value)} />
      </label>
      <MoreFields {...{at, onAtChange: setAt, site, onSiteChange: setSite, values, set, label}} fields={[...fields.filter(field => field.kind === 'words' && field.of === 'exposure'), ...exposures]} />
      {at && <p className="small muted row line"><Icon name="clock" size={16} />{t('at', {time: datetimeLocal(at).replace('T', ' ')})}</p>}
      {refusal && <Refused refusal={refusal} />}
      <button type="submit" className="button main" disabled={busy || empty}>{t('write')}</button>
    </form>
  )
}
