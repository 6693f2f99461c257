// What dimensions, exposures and events are called: the profile's labels, a person's own tags as they are.
import {useList} from '../api/question'
import type {Profile} from '../api/types'
import {useLanguage, type Language} from './language'

export const spoken = (name: string) => name.replaceAll('_', ' ')

export function labelsOf(profile: Profile | null, language: Language): (name: string) => string {
  const labels = new Map<string, string>()
  if (profile) {
    for (const one of [...profile.dimensions, ...profile.exposures, ...profile.events]) labels.set(one.name, one.labels[language])
    for (const [name, label] of labels) if (label === name) labels.set(name, spoken(name))
  }
  return name => labels.get(name) ?? spoken(name)
}

export function useProfile(): Profile | null {
  const asked = useList('profile')
  return asked.state === 'shown' ? asked.value : null
}

// Names of dimensions, then exposures, as the profile has them.
export function useOrder(): string[] {
  const profile = useProfile()
  return profile ? [...profile.dimensions, ...profile.exposures].map(one => one.name) : []
}

export const useLabels = () => labelsOf(useProfile(), useLanguage())
