// The people of the diary: choose, add, erase with a receipt.
import {useEffect, useRef, useState} from 'react'
import {useTranslation} from 'react-i18next'
import {Refusal} from '../../shared/api/refusal'
import {isOwnerOfAll, useSession} from '../../shared/api/session'
import {Dialog} from '../../shared/components/dialog'
import {Icon} from '../../shared/components/icons'
import {Loaded, Refused} from '../../shared/components/loaded'
import {choosePerson, usePeople} from '../../shared/routing/person'
import {navigate} from '../../shared/routing/route'
import {clockTime, date, number} from '../../shared/i18n/format'
import {useLanguage} from '../../shared/i18n/language'
import {erase, type Receipt} from './api'
import {namePattern} from '../../shared/i18n/name_pattern'

export function People({person: current}: {person: string}) {
  const {t} = useTranslation('data')
  const language = useLanguage()
  const people = usePeople()
  const session = useSession()
  const [erasing, setErasing] = useState<string | null>(null)
  const [receipt, setReceipt] = useState<Receipt | null>(null)
  const [name, setName] = useState('')
  const mayAdd = session.state === 'shown' && isOwnerOfAll(session.value)
  return (
    <section className="stack" aria-labelledby="people">
      <h2 id="people">{t('people')}</h2>
      {receipt && <ReceiptNote receipt={receipt} />}
      <Loaded resource={people}>
        {value => (
          <ul className="stack tight">
            {value.people.map(one => (
              <li key={one.person} className="card row apart">
                <span className="grow">
                  <strong>{one.person}</strong> {one.person === current && <span className="badge good">{t('chosen')}</span>}<br />
                  <span className="muted small">{t('span', {count: one.entries, shown: number(one.entries, language), from: date(one.from, language), to: date(one.to, language)})}</span>
                </span>
                {one.person !== current && <button type="button" className="button" onClick={() => choosePerson(one.person)}>{t('choose_person')}<span className="hidden">: {one.person}</span></button>}
                {one.may_erase && <button type="button" className="button danger" aria-haspopup="dialog" onClick={() => setErasing(one.person)}><Icon name="bin" size={18} />{t('erase')}<span className="hidden">: {one.person}</span></button>}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {mayAdd && (
        <form className="card stack" onSubmit={event => (event.preventDefault(), choosePerson(name.trim()), navigate('today', {person: name.trim()}))}>
          <h3>{t('new_person')}</h3>
          <p className="muted small">{t('new_person_why')}</p>
          <div className="row">
            <input className="grow" type="text" aria-label={t('name')} placeholder={t('name')} value={name} maxLength={128} pattern={namePattern} required onChange={event => setName(event.target.value)} />
            <button type="submit" className="button" disabled={!name.trim()}>{t('begin')}</button>
          </div>
        </form>
      )}
      {erasing && <EraseDialog person={erasing} onClose={() => setErasing(null)} onErased={erased => (setErasing(null), setReceipt(erased))} />}
    </section>
  )
}

function EraseDialog({person, onClose, onErased}: {person: string; onClose: () => void; onErased: (receipt: Receipt) => void}) {
  const {t} = useTranslation('data')
  const {t: shared} = useTranslation('shared')
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const submit = async () => {
    setBusy(true)
    setRefusal(null)
    try {
      onErased(await erase(person))
    } catch (error) {
      setRefusal(error instanceof Refusal ? error : new Refusal(-1, String(error)))
      setBusy(false)
    }
  }
  return (
    <Dialog title={t('erase_title', {person})} onClose={onClose}>
      <p>{t('erase_why')}</p>
      <form className="stack" onSubmit={event => (event.preventDefault(), void submit())}>
        <label className="field">
          <span className="name">{t('erase_type', {person})}</span>
          <input type="text" value={typed} autoComplete="off" autoCapitalize="none" onChange={event => setTyped(event.target.value)} />
        </label>
        {refusal && <Refused refusal={refusal} />}
        <div className="row">
          <button type="submit" className="button danger" disabled={typed !== person || busy}><Icon name="bin" size={18} />{t('erase_now')}</button>
          <button type="button" className="button" onClick={onClose}>{shared('cancel')}</button>
        </div>
      </form>
    </Dialog>
  )
}

function ReceiptNote({receipt}: {receipt: Receipt}) {
  const {t} = useTranslation('data')
  const language = useLanguage()
  const note = useRef<HTMLDivElement>(null)
  useEffect(() => void note.current?.focus(), [])
  const file = 'data:application/json;charset=utf-8,' + encodeURIComponent(JSON.stringify(receipt, null, 2))
  return (
    <div ref={note} tabIndex={-1} className="card stack tight" role="status">
      <h3>{t('receipt', {person: receipt.person ?? ''})}</h3>
      <p className="muted small">{date(receipt.at, language)} {clockTime(receipt.at)}</p>
      <ul className="small">{Object.entries(receipt.erased).map(([what, count]) => <li key={what}>{t([`kinds.${what}`, `erased.${what}`], {defaultValue: what})}: {number(count, language)}</li>)}</ul>
      {receipt.remains && <p className="note watch small"><Icon name="information" size={18} />{receipt.remains}</p>}
      <span><a className="button" href={file} download="receipt.json"><Icon name="download" size={18} />{t('keep_receipt')}</a></span>
    </div>
  )
}
