// Logs an event in two taps: name and amount. Own tags are listed with those of the profile.
import {Fragment, useEffect, useRef, useState, type ReactNode} from 'react'
import {useTranslation} from 'react-i18next'
import {Refusal} from '../../shared/api/refusal'
import type {Entry, Profile} from '../../shared/api/types'
import {Icon} from '../../shared/components/icons'
import {Refused} from '../../shared/components/loaded'
import {number, timestamp} from '../../shared/i18n/format'
import {labelsOf} from '../../shared/i18n/labels'
import {useLanguage} from '../../shared/i18n/language'
import {useEventEntries} from './api'
import {sortByFrequency} from './log'
import {useWriteEntries} from './write_entries'

const amounts = [0.5, 1, 2] as const

export function Events({person, profile, since}: {person: string; profile: Profile; since: string}) {
  const {t} = useTranslation('today')
  const written = useEventEntries(person, since)
  const [chosen, setChosen] = useState<string | null>(null)
  const [ownTag, setOwnTag] = useState('')
  const names = written.state === 'shown' ? written.value.entries.flatMap(one => (one.kind === 'event' ? [one.event] : [])) : []
  const symptoms = profile.events.filter(one => one.role === 'symptom').map(one => one.name)
  const causes = sortByFrequency(profile.events.filter(one => one.role === 'cause').map(one => one.name), names.filter(one => !symptoms.includes(one)))
  const onToggle = (name: string) => setChosen(chosen === name ? null : name)
  const amount = chosen && <AmountPanel key={chosen} person={person} event={chosen} profile={profile} onDone={() => setChosen(null)} />
  const list = {profile, chosen, onToggle, amount}
  return (
    <section className="card stack" aria-labelledby="events">
      <div className="stack tight">
        <h2 id="events">{t('events')}</h2>
        <p className="muted small">{t('events_hint')}</p>
      </div>
      <EventChips names={causes} label={t('causes')} {...list} />
      {symptoms.length > 0 && (
        <div className="stack tight">
          <h3 className="small muted">{t('symptoms')}</h3>
          <EventChips names={sortByFrequency(symptoms, names.filter(one => symptoms.includes(one)))} label={t('symptoms')} {...list} />
        </div>
      )}
      {chosen && !causes.includes(chosen) && !symptoms.includes(chosen) && amount}
      <form className="row" onSubmit={event => (event.preventDefault(), ownTag.trim() && (setChosen(ownTag.trim().replaceAll(' ', '_')), setOwnTag('')))}>
        <input className="grow" type="text" value={ownTag} maxLength={100} aria-label={t('own_tag')} placeholder={t('own_tag')} onChange={event => setOwnTag(event.target.value)} />
        <button type="submit" className="button" disabled={!ownTag.trim()}><Icon name="plus" size={18} />{t('add')}</button>
      </form>
    </section>
  )
}

interface EventChipsProps {
  names: string[]
  label: string
  profile: Profile
  chosen: string | null
  onToggle: (name: string) => void
  amount: ReactNode // rendered in the line below the chosen chip
}

function EventChips({names, label, profile, chosen, onToggle, amount}: EventChipsProps) {
  const called = labelsOf(profile, useLanguage())
  return (
    <div className="row chips" role="group" aria-label={label}>
      {names.map(name => (
        <Fragment key={name}>
          <button type="button" className="chip" aria-pressed={chosen === name} onClick={() => onToggle(name)}>{called(name)}</button>
          {chosen === name && amount}
        </Fragment>
      ))}
    </div>
  )
}

function AmountPanel({person, event, profile, onDone}: {person: string; event: string; profile: Profile; onDone: () => void}) {
  const {t} = useTranslation('today')
  const language = useLanguage()
  const called = labelsOf(profile, language)
  const write = useWriteEntries(person)
  const [yesterday, setYesterday] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => void panel.current?.scrollIntoView({block: 'nearest'}), []) // it may return a promise
  const usual = profile.events.find(one => one.name === event)?.weight ?? 1

  const log = async (factor: number) => {
    const at = new Date()
    if (yesterday) at.setDate(at.getDate() - 1)
    const time = yesterday ? timestamp(at).slice(0, 10) : timestamp(at)
    try {
      await write([{kind: 'event', person, time, event, weight: usual * factor} as Entry])
      onDone()
    } catch (error) {
      setRefusal(error instanceof Refusal ? error : new Refusal(-1, String(error)))
    }
  }

  return (
    <div ref={panel} className="amount stack tight" role="group" aria-label={t('how_much', {event: called(event)})}>
      <div className="row apart">
        <strong>{t('how_much', {event: called(event)})}</strong>
        <label className="row small"><input type="checkbox" checked={yesterday} onChange={change => setYesterday(change.target.checked)} />{t('yesterday')}</label>
      </div>
      <div className="row">
        {amounts.map(factor => (
          <button key={factor} type="button" className={factor === 1 ? 'button main' : 'button'} onClick={() => void log(factor)}>
            {t(`amount.${factor === 0.5 ? 'little' : factor === 1 ? 'usual' : 'much'}`)} <span className="number">{number(usual * factor, language)}</span>
          </button>
        ))}
      </div>
      {refusal && <Refused refusal={refusal} />}
    </div>
  )
}
