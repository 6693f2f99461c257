// All translations: of shared, of app, and of each feature (features/NAME/en.json, zh.json), whose namespace is its
// folder.
import sharedEn from '../shared/i18n/en.json'
import sharedZh from '../shared/i18n/zh.json'
import type {Language, Translations} from '../shared/i18n/language'
import en from './en.json'
import zh from './zh.json'

const files = import.meta.glob<object>('../features/*/{en,zh}.json', {eager: true, import: 'default'})

export function allTranslations(): Translations {
  const translations: Translations = {en: {shared: sharedEn, app: en}, zh: {shared: sharedZh, app: zh}}
  for (const [path, texts] of Object.entries(files)) {
    const [, feature, language] = /features\/([^/]+)\/(en|zh)\.json$/.exec(path)!
    translations[language as Language][feature!] = texts
  }
  return translations
}
