// Entries of a month, newest first; each can be edited or removed.
import {useRef, useState} from 'react'
import {useTranslation} from 'react-i18next'
import type {ResourceState} from '../../shared/api/resource'
import type {Entry} from '../../shared/api/types'
import {Icon} from '../../shared/components/icons'
import {Loaded} from '../../shared/components/loaded'
import {clockTime, joinSentences, number, shortDate, timestamp} from '../../shared/i18n/format'
import {useLabels, useOrder, withSpaces} from '../../shared/i18n/labels'
import {tagOf, useLanguage} from '../../shared/i18n/language'
import {max_entries, useEntries} from './api'
import {EditEntry} from './edit_entry'
import {addMonths, kinds, linesOf, monthSpan, sortLines, timeOf, type Kind} from './entry'

const page_size = 60

export function Entries({person, last, mayWrite}: {person: string; last: string; mayWrite: boolean}) {
  const {t} = useTranslation('data')
  const language = useLanguage()
  const [kind, setKind] = useState<Kind>('reading')
  const [month, setMonth] = useState(last.slice(0, 7))
  const [limit, setLimit] = useState(page_size)
  const [edited, setEdited] = useState<Entry | null>(null)
  const [from, to] = kind === 'routine' ? [null, null] : monthSpan(month)
  const entries = useKeepPrevious(useEntries(person, kind, from, to, limit), `${kind} ${month}`)
  const name = new Intl.DateTimeFormat(tagOf(language), {year: 'numeric', month: 'long'}).format(new Date(month + '-15T12:00'))
  const changeKind = (next: Kind) => (setKind(next), setLimit(page_size))
  const changeMonth = (by: number) => (setMonth(addMonths(month, by)), setLimit(page_size))
  return (
    <section className="stack" aria-labelledby="entries">
      <h2 id="entries">{t('entries')}</h2>
      <div className="row" role="group" aria-label={t('kind')}>
        {kinds.map(one => <button key={one} type="button" className="chip" aria-pressed={one === kind} onClick={() => changeKind(one)}>{t(`kinds.${one}`)}</button>)}
      </div>
      {kind !== 'routine' && (
        <div className="row apart month">
          <button type="button" className="button" onClick={() => changeMonth(-1)}>← <span className="hidden">{t('month_before')}</span></button>
          <strong aria-live="polite">{name}</strong>
          <button type="button" className="button" disabled={month >= timestamp(new Date()).slice(0, 7)} onClick={() => changeMonth(1)}>→ <span className="hidden">{t('month_after')}</span></button>
        </div>
      )}
      <Loaded resource={entries} missing={<p className="muted">{t('no_entries')}</p>}>
        {value => {
          if (value.entries.length === 0) return <p className="muted">{t('no_entries')}</p>
          return (
            <>
              <ul className="entries">
                {value.entries.map((entry, i) => <EntryLine key={i} entry={entry} onEdit={mayWrite && entry.person === person ? () => setEdited(entry) : null} />)}
              </ul>
              {value.left > 0 && limit < max_entries && <button type="button" className="button" onClick={() => setLimit(limit + 2 * page_size)}>{t('more', {count: value.left})}</button>}
              {value.left > 0 && limit >= max_entries && <p className="muted">{t('too_many', {count: value.left})}</p>}
            </>
          )
        }}
      </Loaded>
      {edited && <EditEntry person={person} entry={edited} onClose={() => setEdited(null)} />}
    </section>
  )
}

// Returns the previous answer with the same key while the next one is loading, so that a growing list does not flicker.
function useKeepPrevious<T>(resource: ResourceState<T>, key: string): ResourceState<T> {
  const last = useRef<{key: string; resource: ResourceState<T>} | null>(null)
  if (resource.state === 'shown') last.current = {key, resource}
  return resource.state === 'waiting' && last.current?.key === key ? last.current.resource : resource
}

function EntryLine({entry, onEdit}: {entry: Entry; onEdit: (() => void) | null}) {
  const {t} = useTranslation('data')
  const language = useLanguage()
  const what = useDescribeEntry()(entry)
  const time = timeOf(entry)
  return (
    <li className="entry">
      <span className="when number"><span>{shortDate(time, language)}</span> <span className="muted">{clockTime(time)}</span></span>
      <span className="what">
        {what.main}
        {what.more && <span className="muted small"> {what.more}</span>}
        {'note' in entry && entry.note && <span className="written small">{entry.note}</span>}
      </span>
      {onEdit && <button type="button" className="button quiet icon" aria-label={t('edit_this', {what: what.main, date: shortDate(time, language)})} onClick={onEdit}><Icon name="pencil" size={18} /></button>}
    </li>
  )
}

// Returns a function that gives the text of an entry.
export function useDescribeEntry() {
  const {t} = useTranslation('data')
  const language = useLanguage()
  const label = useLabels()
  const order = useOrder()
  const values = (entry: Entry) =>
    sortLines(linesOf(entry), order)
      .map(line => `${label(line.name)}${line.instrument ? ` (${line.instrument})` : ''} ${number(line.value, language)}`)
      .join(language === 'zh' ? '，' : ', ')
  // soothing_mask: moisture_before -> Moisture before
  const readings = (entry: Entry) =>
    sortLines(linesOf(entry), order)
      .map(line => {
        const [, name = line.name, when] = /^(.*)_(before|after)$/.exec(line.name) ?? []
        return `${label(name)}${when ? ` ${t(when)}` : ''} ${number(line.value, language)}`
      })
      .join(language === 'zh' ? '，' : ', ')
  return (entry: Entry): {main: string; more: string} => {
    switch (entry.kind) {
      case 'reading':
        return {main: values(entry) || t('only_a_note'), more: entry.site ?? ''}
      case 'surroundings':
        return {main: values(entry), more: entry.source ?? ''}
      case 'event':
        return {main: label(entry.event), more: entry.weight === undefined ? '' : `× ${number(entry.weight, language)}`}
      case 'product':
        return {main: withSpaces(entry.product), more: joinSentences([entry.minutes !== undefined && t('minutes', {count: entry.minutes}), readings(entry)], language)}
      case 'routine':
        return {main: `${withSpaces(entry.name)}: ${withSpaces(entry.product)}`, more: joinSentences([entry.slot && t(`slots.${entry.slot}`, {defaultValue: entry.slot}), entry.to && t('until', {date: shortDate(entry.to, language)})], language)}
    }
  }
}
