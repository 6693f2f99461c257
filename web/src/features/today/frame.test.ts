import {describe, expect, it} from 'vitest'
import type {Placed} from './api'
import {byStanding, course, sense, standing, strip} from './frame'

const placed = (given: Partial<Placed>): Placed => ({
  name: 'moisture', today: 3, window_mean: 2.5, window_sd: 0.4, window_days: 7, baseline_mean: 2, baseline_sd: 0.5,
  baseline_days: 30, z_window: 1.25, z_window_missing: null, z_baseline: 2, z_baseline_missing: null, percentile: 98,
  trend_per_week: 0.3, ci: [0.1, 0.5], baseline_trend_per_month: {value: null, ci: null}, slot_offset: 0,
  outlier_today: false, instrument: '', unit: '', ...given,
})

describe('Frame', () => {
  it('tells a day by its distance from the last 30 days', () => {
    expect([-2.5, -2, -1.5, -1, -0.99, 0, 0.99, 1, 1.99, 2].map(standing)).toEqual([
      'much_lower', 'much_lower', 'lower', 'lower', 'usual', 'usual', 'usual', 'higher', 'higher', 'much_higher',
    ])
  })

  it('judges by which side is better', () => {
    expect(sense('higher', 'high')).toBe('good')
    expect(sense('much_lower', 'high')).toBe('bad')
    expect(sense('higher', 'low')).toBe('bad')
    expect(sense('lower', 'middle')).toBe('bad')
    expect(sense('usual', 'low')).toBe('neutral')
  })

  it('places band, window and today on a strip of three sd', () => {
    // 2 - 1.5 = 0.5 to 2 + 1.5 = 3.5; band 1.5 to 2.5; window 2.5; today 3
    const found = strip(placed({}), [0, 5])!
    expect([found.low, found.high]).toEqual([0.5, 3.5])
    expect(found.band![0]).toBeCloseTo(1 / 3)
    expect(found.band![1]).toBeCloseTo(2 / 3)
    expect(found.window).toBeCloseTo(2 / 3)
    expect(found.today).toBeCloseTo(2.5 / 3)
  })

  it('widens for a day outside, and never passes the range', () => {
    const found = strip(placed({today: 4.9}), [0, 5])!
    expect(found.high).toBe(4.9)
    expect(strip(placed({baseline_mean: 0.2, today: 0}), [0, 5])!.low).toBe(0)
  })

  it('tells a course only where its interval does', () => {
    expect(course(placed({}))).toBe('rising')
    expect(course(placed({ci: [-0.1, 0.5]}))).toBe(null)
    expect(course(placed({trend_per_week: -0.4, ci: [-0.6, -0.2]}))).toBe('falling')
    expect(course(placed({trend_per_week: null, ci: null}))).toBe(null)
  })

  it('groups dimensions by where they stand, the farthest first', () => {
    const day = [placed({name: 'a', z_baseline: 0}), placed({name: 'b', z_baseline: 1.2}), placed({name: 'c', z_baseline: -3}), placed({name: 'd', z_baseline: null}), placed({name: 'e', z_baseline: 0.3})]
    expect(byStanding(day)).toEqual([['much_lower', ['c']], ['higher', ['b']], ['usual', ['a', 'e']]])
  })

  it('has no strip where nothing was read', () => {
    expect(strip(placed({today: null, window_mean: null, baseline_mean: null, baseline_sd: null, window_sd: null}), [0, 5])).toBe(null)
  })
})
