// Page Today: alerts, daily form, events, products, and the dimensions compared with their baseline.
import {useState} from 'react'
import {useTranslation} from 'react-i18next'
import {useDiaryQuestion} from '../../shared/api/question'
import {isOwnerOfAll, useSession} from '../../shared/api/session'
import type {Profile} from '../../shared/api/types'
import {Icon} from '../../shared/components/icons'
import {Loaded, Loading} from '../../shared/components/loaded'
import {usePeople, usePerson} from '../../shared/routing/person'
import {age, timestamp, weekday} from '../../shared/i18n/format'
import {useLanguage} from '../../shared/i18n/language'
import {Alerts} from './alerts'
import {useAlerts, useSummary} from './api'
import {Events} from './events'
import {DaySummary} from './day_summary'
import {LogForm} from './log_form'
import {DimensionCards} from './dimension_cards'
import './today.css'
import {UndoDialog} from './undo_dialog'
import {ProductForm} from './product_form'
import {Welcome} from './welcome'

const day_ms = 86_400_000
const lookback_days = 90 // for the most frequent events and products

export default function Today() {
  const profile = useDiaryQuestion('profile')
  const people = usePeople()
  const person = usePerson()
  if (people.state === 'waiting') return <Loading />
  return <Loaded resource={profile} hideAge>{value => (person ? <PersonToday key={person} person={person} profile={value} /> : <Welcome />)}</Loaded>
}

function PersonToday({person, profile}: {person: string; profile: Profile}) {
  const {t} = useTranslation('today')
  const language = useLanguage()
  const session = useSession()
  const people = usePeople()
  const summary = useSummary(person)
  const alerts = useAlerts(person)
  const [undoOpen, setUndoOpen] = useState(false)
  const own = people.state === 'shown' ? people.value.people.find(one => one.person === person) : undefined
  const mayWrite = own?.may_write ?? (session.state === 'shown' && isOwnerOfAll(session.value))
  const today = timestamp(new Date()).slice(0, 10)
  const since = timestamp(new Date(Date.now() - lookback_days * day_ms)).slice(0, 10)
  const hours = alerts.state === 'shown' ? alerts.value.data_age_hours : null
  const read = summary.state === 'shown' ? summary.value.dimensions.map(one => one.name) : []
  const form = {person, profile, read, site: summary.state === 'shown' ? summary.value.site : ''}
  return (
    <>
      <header className="row apart">
        <div>
          <h1>{weekday(today, language)}</h1>
          <p className="muted">{hours === null ? t('no_reading') : t('age', {age: age(hours, language)})}</p>
        </div>
        {mayWrite && own && <button type="button" className="button" aria-haspopup="dialog" onClick={() => setUndoOpen(true)}><Icon name="undo" size={18} />{t('undo_last')}</button>}
      </header>
      <Loaded resource={alerts} missing={null}>{found => <Alerts person={person} alerts={found.alerts} mayWrite={mayWrite} />}</Loaded>
      {summary.state === 'shown' && <DaySummary summary={summary.value} profile={profile} />}
      <div className="today">
        {mayWrite && <LogForm key={form.site} {...form} />}
        {mayWrite && <Events {...{person, profile, since}} />}
        <Loaded resource={summary} hideAge missing={<p className="note"><Icon name="information" />{t('first')}</p>}>{found => <DimensionCards summary={found} profile={profile} />}</Loaded>
        {mayWrite && <ProductForm {...{person, profile, since}} />}
      </div>
      {undoOpen && <UndoDialog person={person} onClose={() => setUndoOpen(false)} />}
    </>
  )
}
