// Where today stands in a person's own frame: the last 7 days and the last 30. Pure: a line of `summary` to places on a
// strip and to the key of the words.
import type {Dimension} from '../../shared/api/types'
import type {Placed} from './api'

export type Standing = 'much_lower' | 'lower' | 'usual' | 'higher' | 'much_higher'
export type Sense = 'good' | 'bad' | 'neutral'

export interface Strip {
  low: number // of the strip, in units
  high: number
  band: [number, number] | null // the usual: baseline mean less and plus one sd; parts of the strip, 0 to 1
  window: number | null // mean of the last 7 days
  today: number | null
}

// Outside one sd of the person's own last 30 days is told, outside two emphasised.
export function standing(z: number): Standing {
  if (z <= -2) return 'much_lower'
  if (z <= -1) return 'lower'
  if (z < 1) return 'usual'
  return z < 2 ? 'higher' : 'much_higher'
}

export function sense(where: Standing, better: Dimension['better']): Sense {
  if (where === 'usual') return 'neutral'
  if (better === 'middle') return 'bad'
  return (better === 'high') === where.includes('higher') ? 'good' : 'bad'
}

// Names of dimensions by where they stand, the farthest from the usual first.
export function byStanding(dimensions: Placed[]): [Standing, string[]][] {
  const order: Standing[] = ['much_lower', 'much_higher', 'lower', 'higher', 'usual']
  const groups = order.map((where): [Standing, string[]] => [
    where,
    dimensions.filter(one => one.z_baseline !== null && standing(one.z_baseline) === where).map(one => one.name),
  ])
  return groups.filter(([, names]) => names.length > 0)
}

export type Course = 'rising' | 'falling' | null
export function course(placed: Placed): Course {
  if (placed.trend_per_week === null || !placed.ci) return null
  if (placed.ci[0]! > 0) return 'rising'
  return placed.ci[1]! < 0 ? 'falling' : null
}

// The strip spans three sd on both sides of the baseline, wider if today lies outside, never past the range.
export function strip(placed: Placed, range: [number, number]): Strip | null {
  const centre = placed.baseline_mean ?? placed.window_mean ?? placed.today
  if (centre === null) return null
  const sd = placed.baseline_sd ?? placed.window_sd ?? 0
  const half = Math.max(3 * sd, (range[1] - range[0]) / 20)
  const seen = [placed.today, placed.window_mean].filter(value => value !== null)
  const low = Math.max(range[0], Math.min(centre - half, ...seen))
  const high = Math.min(range[1], Math.max(centre + half, ...seen))
  const at = (value: number) => Math.min(1, Math.max(0, (value - low) / (high - low)))
  return {
    low,
    high,
    band: placed.baseline_mean === null || placed.baseline_sd === null ? null : [at(placed.baseline_mean - placed.baseline_sd), at(placed.baseline_mean + placed.baseline_sd)],
    window: placed.window_mean === null ? null : at(placed.window_mean),
    today: placed.today === null ? null : at(placed.today),
  }
}
