import {describe, expect, it} from 'vitest'
import type {Profile} from '../../shared/api/types'
import {sortByFrequency, entriesOf, fieldsOf, timeOfSlot, slotOf} from './log'

const dimension = (name: string, given: object) => ({
  name, range: [0, 5], better: 'high', scale: 'continuous', unit: '', labels: {en: name, zh: name}, derived: false, optional: false, ...given,
})
const profile = {
  dimensions: [
    dimension('moisture', {}),
    dimension('pain', {range: [0, 10]}),
    dimension('steps', {range: [0, 60000], scale: 'count'}),
    dimension('mood', {range: [0, 2]}),
    dimension('tewl', {range: [0, 150], unit: 'g/m2/h', optional: true}),
    dimension('barrier', {derived: true}),
  ],
  scales: {mood: {words: ['low', 'fair', 'good'], values: [0, 1, 2]}, diet: {words: ['poor', 'good'], values: [0, 1]}},
} as unknown as Profile

describe('Log form', () => {
  it('has the fields of the profile as steps, words or numbers', () => {
    const fields = fieldsOf(profile, [])
    expect(fields.map(field => [field.name, field.kind])).toEqual([
      ['moisture', 'steps'], ['pain', 'steps'], ['steps', 'number'], ['mood', 'words'], ['diet', 'words'],
    ])
    expect(fields[0]).toMatchObject({values: [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5]})
    expect(fields[1]).toMatchObject({values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]})
    expect(fields[2]).toMatchObject({step: 1, range: [0, 60000]})
  })

  it('has an optional dimension only if it has values', () => {
    expect(fieldsOf(profile, ['tewl']).find(field => field.name === 'tewl')).toMatchObject({kind: 'number', step: 'any', unit: 'g/m2/h'})
  })

  it('creates a reading, and surroundings for the exposures', () => {
    const filled = {values: {moisture: 2.5, diet: 1}, time: '2026-03-01T07:30:00+08:00', site: ' cheek ', note: ' new cream '}
    expect(entriesOf('ann', filled, fieldsOf(profile, []))).toEqual([
      {kind: 'reading', person: 'ann', time: '2026-03-01T07:30:00+08:00', site: 'cheek', values: {moisture: 2.5}, note: 'new cream'},
      {kind: 'surroundings', person: 'ann', time: '2026-03-01T07:30:00+08:00', values: {diet: 1}},
    ])
  })

  it('creates no entry from an empty form', () => {
    expect(entriesOf('ann', {values: {}, time: '2026-03-01T07:30', site: '', note: ' '}, fieldsOf(profile, []))).toEqual([])
  })

  it('offers the most frequent names first', () => {
    expect(sortByFrequency(['a', 'b', 'c'], ['c', 'own', 'c'])).toEqual(['c', 'own', 'a', 'b'])
  })

  it('uses now for the current slot, the last default hour for the other', () => {
    const morning = new Date(2026, 2, 5, 9, 41)
    expect(slotOf(morning, '14:00')).toBe('morning')
    expect(slotOf(morning, '09:30')).toBe('evening')
    expect(timeOfSlot('morning', morning, '14:00')).toEqual(morning)
    expect(timeOfSlot('evening', morning, '14:00')).toEqual(new Date(2026, 2, 4, 21, 0))
    expect(timeOfSlot('morning', new Date(2026, 2, 5, 22, 0), '14:00')).toEqual(new Date(2026, 2, 5, 8, 0))
  })
})
