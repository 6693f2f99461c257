import {describe, expect, it} from 'vitest'
import type {Entry} from '../../shared/api/types'
import {applyChanges, keyOf, linesOf, monthSpan, addMonths, sortLines, valuesOf} from './entry'

const reading = {
  kind: 'reading', person: 'ann', time: '2026-03-01T07:30', site: 'cheek',
  values: {moisture: [2.5, {value: 41, instrument: 'corneometer'}], oil: 3}, note: 'new',
} as unknown as Entry

describe('Entry', () => {
  it('has the key that the API expects for each kind', () => {
    expect(keyOf(reading)).toEqual({kind: 'reading', time: '2026-03-01T07:30', place: 'cheek'})
    expect(keyOf({kind: 'event', person: 'ann', time: '2026-03-01', event: 'stress'})).toEqual({kind: 'event', time: '2026-03-01', name: 'stress'})
    expect(keyOf({kind: 'product', person: 'ann', time: '2026-03-01T20:00', product: 'cream', minutes: 30, values: {}})).toEqual({
      kind: 'product', time: '2026-03-01T20:00', place: undefined, name: 'cream', detail: 30,
    })
    expect(keyOf({kind: 'routine', person: 'ann', name: 'care', slot: 'evening', product: 'cream', order: 1, from: '2026-03-01'} as Entry)).toEqual({
      kind: 'routine', time: '2026-03-01', place: 'evening', name: 'care', detail: 'cream',
    })
  })

  it('converts values to lines and back without loss', () => {
    const lines = linesOf(reading)
    expect(lines).toEqual([
      {name: 'moisture', instrument: '', value: 2.5},
      {name: 'moisture', instrument: 'corneometer', value: 41},
      {name: 'oil', instrument: '', value: 3},
    ])
    expect(valuesOf(lines)).toEqual((reading as {values: unknown}).values)
  })

  it('sorts values by the order of the profile', () => {
    const lines = ['own', 'moisture', 'oil'].map(name => ({name, instrument: '', value: 1}))
    expect(sortLines(lines, ['oil', 'moisture']).map(line => line.name)).toEqual(['oil', 'moisture', 'own'])
  })

  it('changes values and note, but never the key', () => {
    const next = applyChanges(reading, {lines: [{name: 'oil', instrument: '', value: 1}], note: ' ', weight: null, to: ''})
    expect(next).toEqual({kind: 'reading', person: 'ann', time: '2026-03-01T07:30', site: 'cheek', values: {oil: 1}})
    expect(keyOf(next)).toEqual(keyOf(reading))
  })

  it('computes the span of a month, and adjacent months', () => {
    expect(monthSpan('2028-02')).toEqual(['2028-02-01', '2028-02-29'])
    expect(addMonths('2026-01', -1)).toBe('2025-12')
    expect(addMonths('2025-12', 1)).toBe('2026-01')
  })
})
