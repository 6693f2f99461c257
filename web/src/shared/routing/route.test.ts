import {beforeEach, describe, expect, it} from 'vitest'
import {hashOf, parseRoute, setParams} from './route'

describe('Route', () => {
  beforeEach(() => void (location.hash = ''))

  it('parses the page and the parameters', () => {
    const route = parseRoute('#/trends?person=ann%20b&dimension=oil')
    expect(route.page).toBe('trends')
    expect(Object.fromEntries(route.params)).toEqual({person: 'ann b', dimension: 'oil'})
    expect(parseRoute('').page).toBe('')
    expect(parseRoute('#/').page).toBe('')
  })

  it('keeps the person between pages, and nothing else', () => {
    expect(hashOf('causes', {}, '#/trends?person=ann&dimension=oil')).toBe('#/causes?person=ann')
    expect(hashOf('causes', {cause: 'stress'}, '#/trends?person=ann')).toBe('#/causes?person=ann&cause=stress')
    expect(hashOf('today', {person: 'ben'}, '#/trends?person=ann')).toBe('#/today?person=ben')
    expect(hashOf('today', {person: null}, '#/trends?person=ann')).toBe('#/today')
  })

  it('sets parameters of the current page', () => {
    location.hash = '#/trends?person=ann&dimension=oil'
    setParams({dimension: null, window: '30'})
    expect(location.hash).toBe('#/trends?person=ann&window=30')
  })

  it('accepts a malformed hash', () => {
    expect(parseRoute('#/%').page).toBe('%')
  })
})
