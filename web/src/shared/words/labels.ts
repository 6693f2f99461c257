// What dimensions, exposures and events are called: the profile's labels, a person's own tags as they are.
import {useTranslation} from 'react-i18next'
import {useDiaryQuestion} from '../api/question'
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
  const profile = useDiaryQuestion('profile')
  return profile.state === 'shown' ? profile.value : null
}

// Names of dimensions, then exposures, as the profile has them.
export function useOrder(): string[] {
  const profile = useProfile()
  return profile ? [...profile.dimensions, ...profile.exposures].map(one => one.name) : []
}

export const useLabels = () => labelsOf(useProfile(), useLanguage())

// A word of a scale: those of the built-in profiles are known in both languages, an own profile's are its own.
export function useScaleWord(): (scale: string, word: string) => string {
  const {t} = useTranslation('shared')
  const all = new Map(Object.entries(t('scale_word', {returnObjects: true}) as Record<string, Record<string, string>>))
  return (scale, word) => new Map(Object.entries(all.get(scale) ?? {})).get(word) ?? word
}

// A unit as it is printed: degC -> °C, ug/m3 -> µg/m³.
export const printedUnit = (unit: string) =>
  unit
    .replace(/^index$/, '')
    .replace(/\bdeg([CF])\b/, '°$1')
    .replace(/\bug\b/, 'µg')
    .replace(/([a-z])2\b/g, '$1²')
    .replace(/([a-z])3\b/g, '$1³')

// The unit of a dimension or an exposure; '' is a score.
export function unitsOf(profile: Profile | null): (name: string) => string {
  const units = new Map(profile ? [...profile.dimensions, ...profile.exposures].map(one => [one.name, printedUnit(one.unit)]) : [])
  return name => units.get(name) ?? ''
}
