// Page Causes: lagged effects, dose-response, habits and products, each with its uncertainty.
import {useTranslation} from 'react-i18next'
import {Loaded, Loading} from '../../shared/components/loaded'
import {usePeople, usePerson} from '../../shared/routing/person'
import {useDose, useEffects} from './api'
import {DoseResponse} from './dose_response'
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
      {person ? <PersonCauses key={person} person={person} /> : <p className="note">{t('nobody')}</p>}
    </>
  )
}

function PersonCauses({person}: {person: string}) {
  const {t} = useTranslation('causes')
  const nothing = <p className="note">{t('nobody')}</p>
  return (
    <div className="stack loose">
      <Loaded resource={useEffects(person)} missing={nothing}>{found => <Effects effects={found.effects} />}</Loaded>
      <Loaded resource={useDose(person)} missing={null}>{found => <DoseResponse person={person} doses={found.dose} />}</Loaded>
      <Habits person={person} />
      <Products person={person} />
    </div>
  )
}
