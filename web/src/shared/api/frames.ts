// The frame of each of the last dates of a dimension, as `summary` tells them: value, 7 days, usual of 30.
import type {Answer} from './types'

export interface Framed {
  day: string // YYYY-MM-DD
  value: number | null // of the day; null: not read
  window: number | null
  low: number | null // mean less one sd of the baseline
  high: number | null
}

export function framesOf(dimension: Answer<'summary'>['dimensions'][number]): Framed[] {
  return ((dimension.frames ?? []) as [string, number | null, number | null, number | null, number | null][]).map(([day, value, window, mean, sd]) => ({
    day, value, window, low: mean === null || sd === null ? null : mean - sd, high: mean === null || sd === null ? null : mean + sd,
  }))
}
