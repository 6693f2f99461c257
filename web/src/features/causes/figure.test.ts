import {describe, expect, it} from 'vitest'
import {testContext} from '../../shared/test/figure_context'
import type {Dose, Effect} from './api'
import {doseFigure, evidenceLines, lagFigure, rankEffects} from './figure'

const effect = (q: number, total: number, verdict = 'found') =>
  ({cause: 'alcohol', dimension: 'oil', total, ci: [-0.5, -0.1], q, verdict, kernel: [-0.2, -0.1], kernel_ci: [[-0.3, -0.15], [-0.18, -0.05]], peak_day: 1, half_life_days: 3.5, n_exposed: 40, n_days: 320, control_p: 0.42, sentence: 'Oil was lower.'}) as unknown as Effect
const dose = {exposure: 'humidity', dimension: 'moisture', optimum: 54, shift: {by: 'pm25', per_100: 6, median: 30, ci: [1, 10], p: 0.01}, verdict: 'found', sentence: 'Best at 54.',
  zones: [{name: 'desert', from: 20, to: 41}, {name: 'ideal', from: 41, to: 66}, {name: 'rainforest', from: 66, to: 90}], curve: [[30, -0.2, -0.3, -0.1], [54, 0.3, 0.25, 0.35]]} as unknown as Dose

describe('rankEffects', () => {
  it('has those of a verdict, lowest q first', () => {
    expect(rankEffects([effect(0.05, 1), effect(0.01, 0.4), effect(0.01, -0.9), effect(0.5, 2, 'none found')], 'found').map(one => one.total)).toEqual([-0.9, 0.4, 1])
  })
})

describe('lagFigure', () => {
  it('has the kernel and its band', () => {
    const chart = lagFigure(effect(0.01, -0.3), testContext())
    expect(chart.figure.data.map(trace => (trace as {y: unknown}).y)).toEqual([[-0.3, -0.18], [-0.15, -0.05], [-0.2, -0.1]])
    expect(chart.table.rows).toEqual([[0, '−0.200', '−0.300 – −0.150'], [1, '−0.100', '−0.180 – −0.050']])
    expect(chart.sentence).toBe('Oil was lower.')
    expect(evidenceLines(effect(0.0001, -0.3), testContext())).toEqual(['evidence.q {"q":"< 0.001"}', 'evidence.days {"exposed":40,"days":320}', 'evidence.peak {"day":1,"half":"3.5"}', 'evidence.control {"p":"0.42"}'])
  })
})

describe('doseFigure', () => {
  it('shifts curve, zones and optimum', () => {
    const chart = doseFigure(dose, null, [[40, -0.5]], 80, testContext())
    expect(chart.figure.data.map(trace => (trace as {x: unknown}).x)).toEqual([[40], [33, 57], [33, 57], [33, 57]])
    expect(chart.figure.layout.shapes?.map(one => [one.x0, one.x1])).toEqual([[23, 44], [44, 69], [69, 93]])
    expect(chart.sentence).toBe('moved {"sentence":"Best at 54.","by":"+3.0","to":"57"}')
    expect(doseFigure(dose, null, [], null, testContext()).sentence).toBe('Best at 54.')
  })
})
