import {describe, expect, it} from 'vitest'
import type {Entry} from '../api/types'
import {dailyMeans, framed, plusDays} from './days'

const reading = (time: string, oil: unknown) => ({kind: 'reading', person: 'ann', time, values: {oil}}) as unknown as Entry

describe('dailyMeans', () => {
  it('is the mean of a date, in order, of felt values alone', () => {
    const entries = [reading('2026-03-02T08:00', 4), reading('2026-03-01T21:00', 3), reading('2026-03-01T08:00+01:00', 2), reading('2026-03-03', {value: 41, instrument: 'sebumeter'}), {kind: 'event', person: 'ann', time: '2026-03-01', event: 'sugar'} as unknown as Entry]
    expect(dailyMeans(entries, 'oil')).toEqual([{day: '2026-03-01', mean: 2.5}, {day: '2026-03-02', mean: 4}])
    expect(dailyMeans(entries, 'moisture')).toEqual([])
  })
})

describe('framed', () => {
  it('takes the window to the date itself, the baseline to the day before', () => {
    const days = Array.from({length: 9}, (_, i) => ({day: plusDays('2026-02-25', i), mean: i}))
    const frames = framed(days, 3, 8)
    expect(frames).toHaveLength(9)
    expect(frames[1]).toEqual({day: '2026-02-26', window: null, low: null, high: null})
    expect(frames[2]?.window).toBe(1)
    // dates 0 to 7: mean 3.5, sample sd sqrt(6)
    expect(frames[8]?.window).toBe(7)
    expect(frames[8]?.low).toBeCloseTo(3.5 - Math.sqrt(6), 12)
    expect(frames[8]?.high).toBeCloseTo(3.5 + Math.sqrt(6), 12)
  })
  it('has nothing of nothing, and days that are missing between', () => {
    expect(framed([], 7, 30)).toEqual([])
    expect(framed([{day: '2026-03-01', mean: 1}, {day: '2026-03-05', mean: 2}], 7, 30).map(one => one.day)).toEqual(['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'])
  })
})
