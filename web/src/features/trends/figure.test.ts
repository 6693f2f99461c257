import {describe, expect, it} from 'vitest'
import {testContext} from '../../shared/test/figure_context'
import type {Change} from './api'
import {evidenceLines, trendFigure} from './figure'

const shift: Change = {dimension: 'oil', kind: 'shift', start: '2026-03-02', end: '2026-03-02', size: 0.72, ci: [0.47, 0.98], confidence: 0.61, detected_on: null, sentence: 'Oil is higher.'}
const frames = [
  {day: '2026-03-01', value: 2.5, window: null, low: null, high: null},
  {day: '2026-03-02', value: null, window: 2.6, low: 1.9, high: 2.9},
  {day: '2026-03-03', value: 3.25, window: 2.8, low: 2, high: 3},
]

describe('trendFigure', () => {
  it('has days, window, band and the change', () => {
    const chart = trendFigure('oil', frames, [shift, {...shift, kind: 'drift', start: '2025-01-01', end: '2025-02-01'}], testContext())
    expect(chart.figure.data.map(trace => (trace as {y: unknown}).y)).toEqual([[null, 1.9, 2], [null, 2.9, 3], [2.5, 3.25], [null, 2.6, 2.8]])
    expect(chart.figure.layout.shapes).toHaveLength(1)
    expect(chart.figure.layout.annotations?.[0]?.text).toBe('↑ kind.shift')
    expect(chart.sentence).toContain('"value":"3.3","window":"2.8","low":"2","high":"3"')
    expect(chart.table.rows).toEqual([['2026-03-03', '3.25', '2.8', '2 – 3'], ['2026-03-01', '2.5', '–', null]])
  })
  it('says so without readings', () => {
    expect(trendFigure('oil', [], [shift], testContext()).sentence).toBe('nothing {"name":"oil"}')
  })
})

describe('evidenceLines', () => {
  it('have the size, the confidence, and that it was not detected at the time', () => {
    expect(evidenceLines(shift, testContext())).toEqual(['evidence.size {"size":"+0.72","low":"+0.47","high":"+0.98"}', 'evidence.sure {"kind":"kind.shift","part":61}', 'evidence.not_told'])
  })
})
