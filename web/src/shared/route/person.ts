// Whose diary is looked at: the person of the address, else the last one, else the first there is; '' if there is none.
import {useDiaryQuestion} from '../api/question'
import {go, parseRoute, useRoute} from './route'

const storageKey = 'skin2vec.person'

export function usePeople() {
  return useDiaryQuestion('people')
}

export function usePerson(): string {
  const given = useRoute().given.get('person')
  const people = usePeople()
  if (given) return given
  const all = people.state === 'shown' ? people.value.people.map(one => one.person) : []
  const last = localStorage.getItem(storageKey)
  return last && all.includes(last) ? last : (all[0] ?? '')
}

export function choosePerson(person: string, given: Record<string, string> = {}) {
  localStorage.setItem(storageKey, person)
  go(parseRoute(location.hash).page, {...given, person})
}
