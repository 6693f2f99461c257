// The current palette, language, labels and texts, for the figures of a feature.
import {useMemo} from 'react'
import {useTranslation} from 'react-i18next'
import {usePalette} from '../theme/palette'
import {labelsOf, useProfile} from '../i18n/labels'
import {useLanguage} from '../i18n/language'
import type {FigureContext} from './figure'

export function useFigureContext(feature: string): FigureContext {
  const {t} = useTranslation(feature)
  const palette = usePalette()
  const language = useLanguage()
  const profile = useProfile()
  return useMemo(() => {
    const translate: FigureContext['t'] = (key, values) => String(t(key, values as never))
    return {palette, language, label: labelsOf(profile, language), t: translate}
  }, [t, palette, language, profile])
}
