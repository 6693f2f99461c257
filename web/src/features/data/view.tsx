// Data: what is in the diary, in and out; people; sensors.
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
import {NameFirst} from './name_first'
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
  const there = parts.filter(part => part !== 'import' || mayWrite)
  const asked = params.get('part') as Part | null
  const part = asked && there.includes(asked) ? asked : own ? 'entries' : 'import'
  return (
    <>
      <h1>{t('title')}</h1>
      <nav aria-label={t('parts')}>
        <ul className="row">
          {there.map(one => (
            <li key={one}><a className="chip link" href={hashOf('data', {part: one})} aria-current={one === part ? 'true' : undefined}>{t(`part.${one}`)}</a></li>
          ))}
        </ul>
      </nav>
      {part === 'people' ? (
        <People person={person} />
      ) : !person ? (
        <NameFirst />
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
