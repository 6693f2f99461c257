// Dialog to edit or remove an entry, with the history of its versions.
import {useState, type FormEvent} from 'react'
import {useTranslation} from 'react-i18next'
import {Refusal} from '../../shared/api/refusal'
import type {Entry} from '../../shared/api/types'
import {Dialog} from '../../shared/components/dialog'
import {Icon} from '../../shared/components/icons'
import {Loaded, Refused} from '../../shared/components/loaded'
import {showToast} from '../../shared/components/toast'
import {clockTime, date, joinSentences} from '../../shared/i18n/format'
import {useLabels, useOrder} from '../../shared/i18n/labels'
import {useLanguage} from '../../shared/i18n/language'
import {remove, replace, useHistory} from './api'
import {useDescribeEntry} from './entries'
import {applyChanges, linesOf, sortLines, timeOf} from './entry'

export function EditEntry({person, entry, onClose}: {person: string; entry: Entry; onClose: () => void}) {
  const {t} = useTranslation('data')
  const {t: shared} = useTranslation('shared')
  const language = useLanguage()
  const label = useLabels()
  const [lines, setLines] = useState(sortLines(linesOf(entry), useOrder()))
  const [note, setNote] = useState('note' in entry ? (entry.note ?? '') : '')
  const [weight, setWeight] = useState(entry.kind === 'event' && entry.weight !== undefined ? String(entry.weight) : '')
  const [to, setTo] = useState(entry.kind === 'routine' ? (entry.to ?? '') : '')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [historyOpen, setHistoryOpen] = useState(false)
  const describe = useDescribeEntry()

  const save = async (work: Promise<void>, message: string) => {
    setRefusal(null)
    try {
      await work
      showToast({message})
      onClose()
    } catch (error) {
      setRefusal(error instanceof Refusal ? error : new Refusal(-1, String(error)))
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const filled = lines.filter(line => !Number.isNaN(line.value))
    void save(replace(person, applyChanges(entry, {lines: filled, note, weight: weight === '' ? null : Number(weight), to})), t('changed'))
  }
  const setLine = (at: number, text: string) => setLines(lines.map((line, i) => (i === at ? {...line, value: text === '' ? NaN : Number(text)} : line)))

  return (
    <Dialog title={joinSentences([date(timeOf(entry), language), clockTime(timeOf(entry)), t(`one.${entry.kind}`)], 'en')} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {(entry.kind === 'event' || entry.kind === 'product' || entry.kind === 'routine') && <p><strong>{describe(entry).main}</strong></p>}
        {lines.map((line, i) => (
          <label key={i} className="field">
            <span className="name">{label(line.name)}{line.instrument && ` (${line.instrument})`}</span>
            <input type="number" step="any" inputMode="decimal" value={Number.isNaN(line.value) ? '' : line.value} onChange={event => setLine(i, event.target.value)} />
          </label>
        ))}
        {entry.kind === 'event' && (
          <label className="field"><span className="name">{t('weight')}</span><input type="number" step="any" value={weight} onChange={event => setWeight(event.target.value)} /></label>
        )}
        {entry.kind === 'routine' && (
          <label className="field"><span className="name">{t('last_day')}</span><input type="date" value={to} min={entry.from} onChange={event => setTo(event.target.value)} /></label>
        )}
        {entry.kind !== 'surroundings' && entry.kind !== 'routine' && (
          <label className="field"><span className="name">{t('note')}</span><textarea rows={2} value={note} onChange={event => setNote(event.target.value)} /></label>
        )}
        {refusal && <Refused refusal={refusal} />}
        <div className="row">
          <button type="submit" className="button main">{t('save')}</button>
          <button type="button" className="button" onClick={onClose}>{shared('cancel')}</button>
          <button type="button" className="button danger" onClick={() => void save(remove(person, entry), t('removed'))}><Icon name="bin" size={18} />{t('remove')}</button>
        </div>
      </form>
      <button type="button" className="button quiet" aria-expanded={historyOpen} onClick={() => setHistoryOpen(!historyOpen)}>{t('history')}</button>
      {historyOpen && <EntryHistory person={person} entry={entry} />}
    </Dialog>
  )
}

function EntryHistory({person, entry}: {person: string; entry: Entry}) {
  const {t} = useTranslation('data')
  const language = useLanguage()
  const described = useDescribeEntry()
  return (
    <Loaded resource={useHistory(person, entry)}>
      {value => (
        <ol className="small past">
          {value.versions.map((one, i) => (
            <li key={i}>
              <span className="muted">{date(one.at, language)} {clockTime(one.at)}, {t(`what.${one.what}`, {defaultValue: one.what})}</span><br />
              {one.entry ? joinSentences([described(one.entry as Entry).main, described(one.entry as Entry).more], 'en') : t('gone')}
            </li>
          ))}
        </ol>
      )}
    </Loaded>
  )
}
