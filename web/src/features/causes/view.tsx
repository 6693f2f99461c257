// Causes: what follows what, how much is best, and what harms slowly; each with its doubt.
import {useTranslation} from 'react-i18next'
import {Loaded, Loading} from '../../shared/components/loaded'
import {usePeople, usePerson} from '../../shared/routing/person'
import {useDose, useEffects} from './api'
import {Bell} from './bell'
import './causes.css'
import {Effects} from './effects'
import {Habits, Products} from './habits'

export default function Causes() {
  const {t} = useTranslation('causes')
  const people = usePeople()
  const person = usePerson()
  if (people.state === 'waiting') return <Loading />
  return (
    <>
      <header className="stack tight">
        <h1>{t('title')}</h1>
        <p className="muted reading">{t('not_causes')}</p>
      </header>
      {person ? <Of key={person} person={person} /> : <p className="note">{t('nobody')}</p>}
    </>
  )
}

function Of({person}: {person: string}) {
  const {t} = useTranslation('causes')
  const nothing = <p className="note">{t('nobody')}</p>
  return (
    <div className="stack loose">
      <Loaded resource={useEffects(person)} missing={nothing}>{found => <Effects effects={found.effects} />}</Loaded>
      <Loaded resource={useDose(person)} missing={null}>{found => <Bell person={person} all={found.dose} />}</Loaded>
      <Habits person={person} />
      <Products person={person} />
    </div>
  )
}
