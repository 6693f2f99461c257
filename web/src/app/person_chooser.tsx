// The current person: a name, or a select if there are several.
import {useTranslation} from 'react-i18next'
import {choosePerson, usePeople, usePerson} from '../shared/routing/person'

export function PersonChooser() {
  const {t} = useTranslation('app')
  const people = usePeople()
  const person = usePerson()
  const all = people.state === 'shown' ? people.value.people.map(one => one.person) : []
  if (person && !all.includes(person)) all.push(person)
  if (all.length < 2) return <span className="who">{all[0] ?? t('nobody')}</span>
  return (
    <select className="who" aria-label={t('person')} value={person} onChange={event => choosePerson(event.target.value)}>
      {all.map(one => <option key={one} value={one}>{one}</option>)}
    </select>
  )
}
