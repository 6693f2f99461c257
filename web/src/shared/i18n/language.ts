// Language of the page, English or Chinese: the stored choice, else that of the browser.
import i18next from 'i18next'
import {initReactI18next, useTranslation} from 'react-i18next'

export type Language = 'en' | 'zh'
export const languages: Language[] = ['en', 'zh']
const storageKey = 'skin2vec.language'

export const chosenLanguage = (): Language => {
  const chosen = localStorage.getItem(storageKey)
  if (chosen === 'en' || chosen === 'zh') return chosen
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

// Namespace -> texts; the namespace of a feature is the name of its folder.
export type Translations = Record<Language, Record<string, object>>

export function initI18n(translations: Translations, language = chosenLanguage()) {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: translations as never,
    defaultNS: 'shared',
    interpolation: {escapeValue: false}, // React escapes
    initAsync: false,
    returnNull: false,
  })
  document.documentElement.lang = tagOf(language)
}

export const tagOf = (language: Language) => (language === 'zh' ? 'zh-CN' : 'en')

export function setLanguage(language: Language) {
  localStorage.setItem(storageKey, language)
  document.documentElement.lang = tagOf(language)
  void i18next.changeLanguage(language)
}

export function useLanguage(): Language {
  const {i18n} = useTranslation()
  return i18n.language === 'zh' ? 'zh' : 'en'
}
