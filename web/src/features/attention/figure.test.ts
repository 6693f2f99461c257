import {describe, expect, it} from 'vitest'
import {testContext} from '../../shared/test/figure_context'
import type {Explanation} from './api'
import {deletionFigure, heatFigure, influenceFigure, occlusionFigure, rhythmFigure} from './figure'

const answer = {
  heat_map: [{query: '2026-03-02', from: '2026-03-01', weights: [0.4, 0.6]}, {query: '2026-03-03', from: '2026-03-01', weights: [0.2, 0.3, 0.5]}],
  influence: [
    {cause: 'alcohol', kind: 'event', lag: 1, date: '2026-03-02', amount: 1, dimension: 'oil', value: 0.2, path: 0.15, network: 0.05},
    {cause: 'alcohol', kind: 'event', lag: 4, date: '2026-02-27', amount: 1, dimension: 'oil', value: 0.1, path: 0.1, network: 0},
    {cause: 'sugar', kind: 'event', lag: 2, date: '2026-03-01', amount: 1, dimension: 'oil', value: -0.45, path: -0.4, network: -0.05},
    {cause: 'sugar', kind: 'event', lag: 2, date: '2026-03-01', amount: 1, dimension: 'moisture', value: 0.9, path: 0.9, network: 0},
  ],
  occlusion: [{day: '2026-03-03', dimension: 'oil', value: 0.03, path: 0.03, network: 0}, {day: '2026-03-02', dimension: 'oil', value: -0.08, path: -0.08, network: 0}, {day: '2026-03-01', dimension: 'oil', value: null, path: null, network: null}],
  rhythms: [
    {scale: 'weekly', dimension: 'oil', swing: 0.01, value: -0.01, path: -0.01, network: 0},
    {scale: 'seasonal', dimension: 'oil', swing: 0.05, value: 0.02, path: 0.02, network: 0},
    {scale: 'seasonal', dimension: 'moisture', swing: 0.12, value: -0.1, path: -0.1, network: 0},
  ],
  amplitudes: {weekly: 0.44, monthly: 1.25, seasonal: 1.02},
  deletion: {r: 0.66, auc: 1.02, p: 0.05, newest: 1.1, days: ['2026-03-03', '2026-03-02'], curve: [0.04, 0.13], random: [0.01, 0.02], verdict: 'agrees'},
} as unknown as Explanation

it('heatFigure has the newest day first in each row, and the sum of the last 7 days in its sentence', () => {
  const chart = heatFigure(answer, testContext())
  const z = (chart.figure.data[0] as {z: (number | null)[][]}).z
  expect(z[0]!.slice(0, 3)).toEqual([0.6, 0.4, null])
  expect(z[1]!.slice(0, 4)).toEqual([0.5, 0.3, 0.2, null])
  expect(chart.sentence).toBe('heat {"day":"Mar 3","part":100}')
  expect(chart.table.rows[0]).toEqual(['2026-03-03', 0, '50 %'])
  expect(heatFigure({...answer, heat_map: []}, testContext()).sentence).toBe('no_attention')
})

describe('influenceFigure', () => {
  it('ranks causes by their total influence on that dimension', () => {
    const chart = influenceFigure(answer.influence, 'oil', testContext())
    const {y, z} = chart.figure.data[0] as unknown as {y: string[]; z: (number | null)[][]}
    expect(y).toEqual(['alcohol', 'sugar'])
    expect(z[1]![2]).toBe(-0.45)
    expect([z[0]![1], z[0]![4]]).toEqual([0.2, 0.1])
    expect(chart.sentence).toBe('influence_down {"cause":"sugar","dimension":"oil","value":"0.45"}')
    expect(chart.table.rows[1]).toEqual(['alcohol', '+0.300', '2026-03-02: +0.200'])
  })
  it('says so without influences', () => expect(influenceFigure([], 'oil', testContext()).sentence).toBe('no_influence {"dimension":"oil"}'))
})

it('rhythmFigure has a bar per scale of the answer, and the strongest in its sentence', () => {
  const chart = rhythmFigure(answer, testContext())
  expect(chart.figure.data.map(trace => (trace as {name: string}).name)).toEqual(['weekly', 'seasonal'])
  expect(chart.sentence).toBe('rhythm_seasonal {"dimension":"moisture","swing":"0.12"}')
  expect(chart.table.rows[0]).toEqual(['weekly', 'oil', '0.01', '−0.010', '0.44'])
  expect(rhythmFigure({...answer, rhythms: []}, testContext()).sentence).toBe('no_rhythm')
})

it('occlusionFigure has the days with a value, in order', () => {
  const chart = occlusionFigure(answer, 'oil', testContext())
  expect((chart.figure.data[0] as {y: unknown}).y).toEqual([-0.08, 0.03])
  expect(chart.sentence).toContain('"day":"Mar 2","value":"−0.08"')
})

it('deletionFigure compares deletion by attention with deletion of the newest days', () => {
  expect(deletionFigure(answer, testContext()).sentence).toBe('deletion_agrees {"r":"0.66","more":"102","newest":"110"}')
  expect(deletionFigure({...answer, deletion: {...answer.deletion, verdict: 'too little data', curve: [], random: []}}, testContext()).sentence).toBe('deletion_too_little')
})
