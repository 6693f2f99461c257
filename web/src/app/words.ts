// All texts: those of the shared parts, of the page's frame, and of each feature (features/NAME/en.json, zh.json), whose
// namespace is its folder.
import sharedEn from '../shared/words/en.json'
import sharedZh from '../shared/words/zh.json'
import type {Language, Words} from '../shared/words/language'
import en from './en.json'
import zh from './zh.json'

const files = import.meta.glob<object>('../features/*/{en,zh}.json', {eager: true, import: 'default'})

export function allWords(): Words {
  const words: Words = {en: {shared: sharedEn, app: en}, zh: {shared: sharedZh, app: zh}}
  for (const [path, texts] of Object.entries(files)) {
    const [, feature, language] = /features\/([^/]+)\/(en|zh)\.json$/.exec(path)!
    words[language as Language][feature!] = texts
  }
  return words
}
