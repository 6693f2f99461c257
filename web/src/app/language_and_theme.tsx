// Choice of language and theme.
import {useTranslation} from 'react-i18next'
import {setTheme, useTheme, type Theme} from '../shared/theme/theme'
import {languages, setLanguage, tagOf, useLanguage} from '../shared/i18n/language'

const languageNames = {en: 'English', zh: '中文'}
const themes: Theme[] = ['system', 'light', 'dark']

export function LanguageAndTheme() {
  const {t} = useTranslation('app')
  const language = useLanguage()
  const theme = useTheme()
  return (
    <>
      <fieldset className="stack tight">
        <legend>{t('language')}</legend>
        <div className="row">
          {languages.map(one => (
            <button key={one} type="button" className="chip" lang={tagOf(one)} aria-pressed={one === language} onClick={() => setLanguage(one)}>
              {languageNames[one]}
            </button>
          ))}
        </div>
      </fieldset>
      <fieldset className="stack tight">
        <legend>{t('theme')}</legend>
        <div className="row">
          {themes.map(one => (
            <button key={one} type="button" className="chip" aria-pressed={one === theme} onClick={() => setTheme(one)}>
              {t(`themes.${one}`)}
            </button>
          ))}
        </div>
      </fieldset>
    </>
  )
}
