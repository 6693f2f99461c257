// The look of this moment, for the figures of a feature.
import {useMemo} from 'react'
import {useTranslation} from 'react-i18next'
import {usePalette} from '../look/palette'
import {labelsOf, useProfile} from '../words/labels'
import {useLanguage} from '../words/language'
import type {Look} from './figure'

export function useLook(feature: string): Look {
  const {t} = useTranslation(feature)
  const palette = usePalette()
  const language = useLanguage()
  const profile = useProfile()
  return useMemo(() => {
    const words: Look['words'] = (key, given) => String(t(key, given as never))
    return {palette, language, label: labelsOf(profile, language), words}
  }, [t, palette, language, profile])
}
