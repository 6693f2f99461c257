// The current person: from the URL, else the last one, else the first; '' if there is none.
import {useDiaryQuestion} from '../api/question'
import {navigate, parseRoute, useRoute} from './route'

const storageKey = 'skin2vec.person'

export function usePeople() {
  return useDiaryQuestion('people')
}

export function usePerson(): string {
  const fromUrl = useRoute().params.get('person')
  const people = usePeople()
  if (fromUrl) return fromUrl
  const all = people.state === 'shown' ? people.value.people.map(one => one.person) : []
  const last = localStorage.getItem(storageKey)
  return last && all.includes(last) ? last : (all[0] ?? '')
}

export function choosePerson(person: string, params: Record<string, string> = {}) {
  localStorage.setItem(storageKey, person)
  navigate(parseRoute(location.hash).page, {...params, person})
}
