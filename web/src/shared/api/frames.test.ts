import {expect, it} from 'vitest'
import {framesOf} from './frames'

it('framesOf has the band of one sd around the baseline mean, and null where it is unknown', () => {
  const frames = [['2026-03-01', 2.5, null, null, null], ['2026-03-02', null, 2.4, 2, 0.25]]
  expect(framesOf({name: 'oil', frames} as never)).toEqual([
    {day: '2026-03-01', value: 2.5, window: null, low: null, high: null},
    {day: '2026-03-02', value: null, window: 2.4, low: 1.75, high: 2.25},
  ])
  expect(framesOf({name: 'oil'} as never)).toEqual([])
})
