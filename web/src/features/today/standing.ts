// Today compared with the last 7 days and the baseline of 30, from a line of `summary`: class, trend, positions on a
// strip. Pure.
import type {Dimension} from '../../shared/api/types'
import type {DimensionSummary} from './api'

export type Standing = 'much_lower' | 'lower' | 'usual' | 'higher' | 'much_higher'
export type Tone = 'good' | 'bad' | 'neutral'

export interface Strip {
  low: number // ends of the strip, in units
  high: number
  band: [number, number] | null // baseline mean ± one sd; this and the next two are positions on the strip, 0 to 1
  window: number | null // mean of the last 7 days
  today: number | null
}

// By the z-score against the person's last 30 days: within one sd is usual, beyond two is emphasised.
export function standingOf(z: number): Standing {
  if (z <= -2) return 'much_lower'
  if (z <= -1) return 'lower'
  if (z < 1) return 'usual'
  return z < 2 ? 'higher' : 'much_higher'
}

export function toneOf(standing: Standing, better: Dimension['better']): Tone {
  if (standing === 'usual') return 'neutral'
  if (better === 'middle') return 'bad'
  return (better === 'high') === standing.includes('higher') ? 'good' : 'bad'
}

// Names of dimensions by standing, the farthest from usual first.
export function groupByStanding(dimensions: DimensionSummary[]): [Standing, string[]][] {
  const order: Standing[] = ['much_lower', 'much_higher', 'lower', 'higher', 'usual']
  const groups = order.map((standing): [Standing, string[]] => [
    standing,
    dimensions.filter(one => one.z_baseline !== null && standingOf(one.z_baseline) === standing).map(one => one.name),
  ])
  return groups.filter(([, names]) => names.length > 0)
}

export type Trend = 'rising' | 'falling' | null
export function trendOf(summary: DimensionSummary): Trend {
  if (summary.trend_per_week === null || !summary.ci) return null
  if (summary.ci[0]! > 0) return 'rising'
  return summary.ci[1]! < 0 ? 'falling' : null
}

// The strip spans three sd on both sides of the baseline, wider if today is outside, clipped to the range.
export function stripOf(summary: DimensionSummary, range: [number, number]): Strip | null {
  const centre = summary.baseline_mean ?? summary.window_mean ?? summary.today
  if (centre === null) return null
  const sd = summary.baseline_sd ?? summary.window_sd ?? 0
  const half = Math.max(3 * sd, (range[1] - range[0]) / 20)
  const seen = [summary.today, summary.window_mean].filter(value => value !== null)
  const low = Math.max(range[0], Math.min(centre - half, ...seen))
  const high = Math.min(range[1], Math.max(centre + half, ...seen))
  const at = (value: number) => Math.min(1, Math.max(0, (value - low) / (high - low)))
  return {
    low,
    high,
    band: summary.baseline_mean === null || summary.baseline_sd === null ? null : [at(summary.baseline_mean - summary.baseline_sd), at(summary.baseline_mean + summary.baseline_sd)],
    window: summary.window_mean === null ? null : at(summary.window_mean),
    today: summary.today === null ? null : at(summary.today),
  }
}
