// The language of the page: what was chosen, else that of the browser; English or Chinese.
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

// namespace -> its texts; a feature's namespace is its folder's name.
export type Words = Record<Language, Record<string, object>>

export function startWords(words: Words, language = chosenLanguage()) {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: words as never,
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
