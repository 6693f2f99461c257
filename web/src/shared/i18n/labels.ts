// Labels of dimensions, exposures and events, from the profile; own tags are shown with spaces.
import {useTranslation} from 'react-i18next'
import {useDiaryQuestion} from '../api/question'
import type {Profile} from '../api/types'
import {useLanguage, type Language} from './language'

export const withSpaces = (name: string) => name.replaceAll('_', ' ')

export function labelsOf(profile: Profile | null, language: Language): (name: string) => string {
  const labels = new Map<string, string>()
  if (profile) {
    for (const one of [...profile.dimensions, ...profile.exposures, ...profile.events]) labels.set(one.name, one.labels[language])
    for (const [name, label] of labels) if (label === name) labels.set(name, withSpaces(name))
  }
  return name => labels.get(name) ?? withSpaces(name)
}

export function useProfile(): Profile | null {
  const profile = useDiaryQuestion('profile')
  return profile.state === 'shown' ? profile.value : null
}

// Names of dimensions, then exposures, in the order of the profile.
export function useOrder(): string[] {
  const profile = useProfile()
  return profile ? [...profile.dimensions, ...profile.exposures].map(one => one.name) : []
}

export const useLabels = () => labelsOf(useProfile(), useLanguage())

// Translates a word of a scale of the built-in profiles; words of other profiles are unchanged.
export function useScaleWord(): (scale: string, word: string) => string {
  const {t} = useTranslation('shared')
  const all = new Map(Object.entries(t('scale_word', {returnObjects: true}) as Record<string, Record<string, string>>))
  return (scale, word) => new Map(Object.entries(all.get(scale) ?? {})).get(word) ?? word
}

// Unit with its symbols: degC -> °C, ug/m3 -> µg/m³.
export const unitSymbol = (unit: string) =>
  unit
    .replace(/^index$/, '')
    .replace(/\bdeg([CF])\b/, '°$1')
    .replace(/\bug\b/, 'µg')
    .replace(/([a-z])2\b/g, '$1²')
    .replace(/([a-z])3\b/g, '$1³')

// Unit of a dimension or exposure by name; '' for a score.
export function unitsOf(profile: Profile | null): (name: string) => string {
  const units = new Map(profile ? [...profile.dimensions, ...profile.exposures].map(one => [one.name, unitSymbol(one.unit)]) : [])
  return name => units.get(name) ?? ''
}
