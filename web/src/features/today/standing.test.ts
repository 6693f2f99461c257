import {describe, expect, it} from 'vitest'
import type {DimensionSummary} from './api'
import {groupByStanding, trendOf, toneOf, standingOf, stripOf} from './standing'

const summary = (given: Partial<DimensionSummary>): DimensionSummary => ({
  name: 'moisture', today: 3, window_mean: 2.5, window_sd: 0.4, window_days: 7, baseline_mean: 2, baseline_sd: 0.5,
  baseline_days: 30, z_window: 1.25, z_window_missing: null, z_baseline: 2, z_baseline_missing: null, percentile: 98,
  trend_per_week: 0.3, ci: [0.1, 0.5], baseline_trend_per_month: {value: null, ci: null}, slot_offset: 0,
  outlier_today: false, instrument: '', unit: '', ...given,
})

describe('Standing', () => {
  it('classifies a day by its z-score against the last 30 days', () => {
    expect([-2.5, -2, -1.5, -1, -0.99, 0, 0.99, 1, 1.99, 2].map(standingOf)).toEqual([
      'much_lower', 'much_lower', 'lower', 'lower', 'usual', 'usual', 'usual', 'higher', 'higher', 'much_higher',
    ])
  })

  it('is good or bad by which side is better', () => {
    expect(toneOf('higher', 'high')).toBe('good')
    expect(toneOf('much_lower', 'high')).toBe('bad')
    expect(toneOf('higher', 'low')).toBe('bad')
    expect(toneOf('lower', 'middle')).toBe('bad')
    expect(toneOf('usual', 'low')).toBe('neutral')
  })

  it('positions band, window and today on a strip of three sd', () => {
    // 2 - 1.5 = 0.5 to 2 + 1.5 = 3.5; band 1.5 to 2.5; window 2.5; today 3
    const found = stripOf(summary({}), [0, 5])!
    expect([found.low, found.high]).toEqual([0.5, 3.5])
    expect(found.band![0]).toBeCloseTo(1 / 3)
    expect(found.band![1]).toBeCloseTo(2 / 3)
    expect(found.window).toBeCloseTo(2 / 3)
    expect(found.today).toBeCloseTo(2.5 / 3)
  })

  it('widens the strip for an outlier, but never beyond the range', () => {
    const found = stripOf(summary({today: 4.9}), [0, 5])!
    expect(found.high).toBe(4.9)
    expect(stripOf(summary({baseline_mean: 0.2, today: 0}), [0, 5])!.low).toBe(0)
  })

  it('has a trend only if its interval excludes zero', () => {
    expect(trendOf(summary({}))).toBe('rising')
    expect(trendOf(summary({ci: [-0.1, 0.5]}))).toBe(null)
    expect(trendOf(summary({trend_per_week: -0.4, ci: [-0.6, -0.2]}))).toBe('falling')
    expect(trendOf(summary({trend_per_week: null, ci: null}))).toBe(null)
  })

  it('groups dimensions, the farthest from the baseline first', () => {
    const day = [summary({name: 'a', z_baseline: 0}), summary({name: 'b', z_baseline: 1.2}), summary({name: 'c', z_baseline: -3}), summary({name: 'd', z_baseline: null}), summary({name: 'e', z_baseline: 0.3})]
    expect(groupByStanding(day)).toEqual([['much_lower', ['c']], ['higher', ['b']], ['usual', ['a', 'e']]])
  })

  it('has no strip without values', () => {
    expect(stripOf(summary({today: null, window_mean: null, baseline_mean: null, baseline_sd: null, window_sd: null}), [0, 5])).toBe(null)
  })
})
