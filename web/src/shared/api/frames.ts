// Rolling statistics of a dimension per day, from `summary`: value, mean of 7 days, mean ± sd of 30.
import type {Answer} from './types'

export interface DayFrame {
  day: string // YYYY-MM-DD
  value: number | null // of the day; null: missing
  window: number | null
  low: number | null // mean less one sd of the baseline
  high: number | null
}

export function framesOf(dimension: Answer<'summary'>['dimensions'][number]): DayFrame[] {
  return ((dimension.frames ?? []) as [string, number | null, number | null, number | null, number | null][]).map(([day, value, window, mean, sd]) => ({
    day, value, window, low: mean === null || sd === null ? null : mean - sd, high: mean === null || sd === null ? null : mean + sd,
  }))
}
