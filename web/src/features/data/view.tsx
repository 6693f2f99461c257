// Page Data: entries, import, export, sensors, people.
import {useTranslation} from 'react-i18next'
import {isOwnerOfAll, useSession} from '../../shared/api/session'
import {Loading} from '../../shared/components/loaded'
import {usePeople, usePerson} from '../../shared/routing/person'
import {hashOf, useRoute} from '../../shared/routing/route'
import {timestamp} from '../../shared/i18n/format'
import './data.css'
import {Entries} from './entries'
import {Export} from './export'
import {Import} from './import'
import {PersonNameForm} from './person_name_form'
import {People} from './people'
import {Sensors} from './sensors'

const parts = ['entries', 'import', 'export', 'sensors', 'people'] as const
type Part = (typeof parts)[number]

export default function Data() {
  const {t} = useTranslation('data')
  const {params} = useRoute()
  const people = usePeople()
  const session = useSession()
  const person = usePerson()
  if (people.state === 'waiting') return <Loading />
  const own = people.state === 'shown' ? people.value.people.find(one => one.person === person) : undefined
  const mayWrite = own?.may_write ?? (session.state === 'shown' && isOwnerOfAll(session.value))
  const visibleParts = parts.filter(part => part !== 'import' || mayWrite)
  const requested = params.get('part') as Part | null
  const part = requested && visibleParts.includes(requested) ? requested : own ? 'entries' : 'import'
  return (
    <>
      <h1>{t('title')}</h1>
      <nav aria-label={t('parts')}>
        <ul className="row">
          {visibleParts.map(one => (
            <li key={one}><a className="chip link" href={hashOf('data', {part: one})} aria-current={one === part ? 'true' : undefined}>{t(`part.${one}`)}</a></li>
          ))}
        </ul>
      </nav>
      {part === 'people' ? (
        <People person={person} />
      ) : !person ? (
        <PersonNameForm />
      ) : (
        <div className="stack loose" key={person}>
          {part === 'entries' && <Entries person={person} last={own?.to ?? timestamp(new Date())} mayWrite={mayWrite} />}
          {part === 'import' && <Import person={person} />}
          {part === 'export' && <Export person={person} />}
          {part === 'sensors' && <Sensors person={person} />}
        </div>
      )}
    </>
  )
}
