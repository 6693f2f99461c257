// Readings by the day: plain means of what was written, and the double frame around them. Pure. What the program computes
// (`summary`) also corrects for the time of day and leaves out outliers; here each reading counts as it is.
import type {Entry} from '../api/types'

export interface DayMean {
  day: string // YYYY-MM-DD
  mean: number
}

export interface Framed {
  day: string
  window: number | null // mean of the dates ending with this one
  low: number | null // of the dates ending the day before: mean less one sd
  high: number | null
}

const day_ms = 86_400_000
const at = (day: string) => Math.round(Date.parse(day + 'T00:00Z') / day_ms)
export const plusDays = (day: string, days: number) => new Date((at(day) + days) * day_ms).toISOString().slice(0, 10)

// Days without a reading of the dimension are not there; values that an instrument gave are on another scale.
export function dailyMeans(entries: Entry[], dimension: string): DayMean[] {
  const sums = new Map<string, [number, number]>()
  for (const entry of entries) {
    if (entry.kind !== 'reading') continue
    const value = (entry.values as Record<string, unknown>)[dimension]
    if (typeof value !== 'number') continue
    const [sum, count] = sums.get(entry.time.slice(0, 10)) ?? [0, 0]
    sums.set(entry.time.slice(0, 10), [sum + value, count + 1])
  }
  return [...sums].map(([day, [sum, count]]) => ({day, mean: sum / count})).sort((a, b) => (a.day < b.day ? -1 : 1))
}

// The frame of each date from the first to the last. A window needs 3 days, a baseline 7.
export function framed(days: DayMean[], window: number, baseline: number): Framed[] {
  const first = days[0]
  const last = days.at(-1)
  if (!first || !last) return []
  const known = new Map(days.map(one => [at(one.day), one.mean]))
  const all: Framed[] = []
  for (let date = at(first.day); date <= at(last.day); date++) {
    const within = (from: number, to: number) => {
      const values: number[] = []
      for (let one = from; one <= to; one++) {
        const value = known.get(one)
        if (value !== undefined) values.push(value)
      }
      return values
    }
    const late = within(date - window + 1, date)
    const usual = within(date - baseline, date - 1)
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    const middle = usual.length >= 7 ? mean(usual) : null
    const sd = middle === null ? 0 : Math.sqrt(usual.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (usual.length - 1))
    all.push({
      day: new Date(date * day_ms).toISOString().slice(0, 10),
      window: late.length >= 3 ? mean(late) : null,
      low: middle === null ? null : middle - sd,
      high: middle === null ? null : middle + sd,
    })
  }
  return all
}
