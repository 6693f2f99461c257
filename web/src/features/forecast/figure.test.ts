import {describe, expect, it} from 'vitest'
import {testContext} from '../../shared/test/figure_context'
import type {ForecastDay, Skill} from './api'
import {fanFigure, skillFigure} from './figure'

const ahead: ForecastDay[] = [1, 2].map(horizon => ({
  dimension: 'oil', origin: '2026-03-01', date: `2026-03-0${1 + horizon}`, horizon, model: 'hybrid', mean: 2 + horizon / 10, sd: 0.3,
  quantiles: {'0.1': 1.6, '0.25': 1.8, '0.5': 2 + horizon / 10, '0.75': 2.4, '0.9': 2.7 + horizon / 100}, pmf: [],
}))
const one = (model: string, horizon: number, mae: number): Skill => ({model, horizon, n: 90, mae, rps: null, lpd: null, crps: 0.2, coverage80: 0.81, ci: model === 'followed' ? [-0.09, -0.04] : null})

describe('fanFigure', () => {
  it('has the readings, both intervals and the means', () => {
    const chart = fanFigure('oil', [{day: '2026-03-01', value: 2.25, window: null, low: null, high: null}], ahead, testContext())
    const y = chart.figure.data.map(trace => (trace as {y: unknown}).y)
    expect(y[0]).toEqual([2.25])
    expect(y.slice(1)).toEqual([[1.6, 1.6], [2.71, 2.72], [1.8, 1.8], [2.4, 2.4], [2.1, 2.2]])
    expect(chart.table.rows).toEqual([['2026-03-02', '2.1', '1.6 – 2.71', '1.8 – 2.4'], ['2026-03-03', '2.2', '1.6 – 2.72', '1.8 – 2.4']])
    expect(chart.sentence).toContain('"mean":"2.1","low":"1.6","high":"2.7"')
  })
  it('says so without a forecast', () => {
    expect(fanFigure('oil', [], [], testContext()).sentence).toBe('too_little {"name":"oil"}')
  })
})

describe('skillFigure', () => {
  it('compares the model in use with persistence, at the longest horizon', () => {
    const chart = skillFigure([one('followed', 1, 0.25), one('persistence', 1, 0.3), one('followed', 7, 0.4), one('persistence', 7, 0.5)], testContext())
    expect(chart.figure.data.map(trace => (trace as {y: unknown}).y)).toEqual([[0.25, 0.4], [0.3, 0.5]])
    expect(chart.sentence).toBe('skill_sentence {"days":7,"own":"0.4","plain":"0.5","part":20,"covered":81}')
    expect(chart.table.rows[2]).toEqual(['model.followed', 7, '0.4', '−0.090 – −0.040', '81 %', 90])
    expect(skillFigure([], testContext()).sentence).toBe('no_skill')
  })
})
