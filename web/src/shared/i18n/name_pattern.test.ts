import {describe, expect, it} from 'vitest'
import {namePattern} from './name_pattern'

// As a browser applies the attribute, except for the flag v, which Node 18 lacks.
const fits = (name: string) => new RegExp(`^(?:${namePattern})$`, 'u').test(name)

describe('A new name', () => {
  it.each(['ann', '小 明', 'p.1', "d'Arc", 'a-b_c'])('may be %s', name => expect(fits(name)).toBe(true))
  it.each(['', '.', '..', 'a/b', 'a\\b', 'a:b', 'a;b', 'a=b', 'a@b', 'a"b', '*'])('may not be %s', name => expect(fits(name)).toBe(false))
})
