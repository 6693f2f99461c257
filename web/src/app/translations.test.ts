import {describe, expect, it} from 'vitest'
import {allTranslations} from './translations'

const keys = (object: object, path = ''): string[] =>
  Object.entries(object).flatMap(([key, value]) => (typeof value === 'object' ? keys(value, `${path}${key}.`) : [path + key]))

const placeholders = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(match => match[1]).sort()
const texts = (object: object, path = ''): [string, string][] =>
  Object.entries(object).flatMap(([key, value]): [string, string][] =>
    typeof value === 'object' ? texts(value, `${path}${key}.`) : [[path + key, value]])

describe('Translations', () => {
  const translations = allTranslations()

  it('have the same namespaces in both languages', () => {
    expect(Object.keys(translations.zh).sort()).toEqual(Object.keys(translations.en).sort())
  })

  it.each(Object.keys(translations.en))('have the same keys in both languages: %s', name => {
    expect(keys(translations.zh[name]!).sort()).toEqual(keys(translations.en[name]!).sort())
  })

  it.each(Object.keys(translations.en))('have the same placeholders in both languages, and no empty text: %s', name => {
    const chinese = new Map(texts(translations.zh[name]!))
    for (const [key, text] of texts(translations.en[name]!)) {
      expect(text, key).not.toBe('')
      expect(placeholders(chinese.get(key) ?? ''), key).toEqual(placeholders(text))
    }
  })
})
