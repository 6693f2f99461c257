import {describe, expect, it} from 'vitest'
import {allWords} from './words'

const keys = (object: object, path = ''): string[] =>
  Object.entries(object).flatMap(([key, value]) => (typeof value === 'object' ? keys(value, `${path}${key}.`) : [path + key]))

const holes = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(match => match[1]).sort()
const texts = (object: object, path = ''): [string, string][] =>
  Object.entries(object).flatMap(([key, value]): [string, string][] =>
    typeof value === 'object' ? texts(value, `${path}${key}.`) : [[path + key, value]])

describe('Words', () => {
  const words = allWords()

  it('has the same namespaces in both languages', () => {
    expect(Object.keys(words.zh).sort()).toEqual(Object.keys(words.en).sort())
  })

  it.each(Object.keys(words.en))('has the same keys in both languages: %s', name => {
    expect(keys(words.zh[name]!).sort()).toEqual(keys(words.en[name]!).sort())
  })

  it.each(Object.keys(words.en))('fills the same holes in both languages, and has no empty text: %s', name => {
    const chinese = new Map(texts(words.zh[name]!))
    for (const [key, text] of texts(words.en[name]!)) {
      expect(text, key).not.toBe('')
      expect(holes(chinese.get(key) ?? ''), key).toEqual(holes(text))
    }
  })
})
