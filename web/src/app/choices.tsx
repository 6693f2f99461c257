// Language and appearance.
import {useTranslation} from 'react-i18next'
import {setTheme, useTheme, type Theme} from '../shared/look/theme'
import {languages, setLanguage, tagOf, useLanguage} from '../shared/words/language'

const own = {en: 'English', zh: '中文'}
const themes: Theme[] = ['system', 'light', 'dark']

export function Choices() {
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
              {own[one]}
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
