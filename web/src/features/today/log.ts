// Model of the daily form: fields from the profile, entries from the filled form. Pure.
import type {Dimension, Entry, Profile} from '../../shared/api/types'

export type Field =
  | {kind: 'steps'; name: string; values: number[]; unit: string}
  | {kind: 'words'; name: string; words: string[]; values: number[]; of: 'dimension' | 'exposure'}
  | {kind: 'number'; name: string; range: [number, number]; step: number | 'any'; unit: string; of: 'dimension' | 'exposure'}

const max_steps = 11

// Steps of 0.5 up to a range of 5, of 1 up to 10; a number input for a wider range.
function fieldOf(dimension: Dimension, profile: Profile): Field {
  const words = profile.scales[dimension.name]
  if (words) return {kind: 'words', name: dimension.name, words: words.words, values: words.values, of: 'dimension'}
  const [low, high] = dimension.range as [number, number]
  const step = dimension.scale === 'count' || high - low > 5 ? 1 : 0.5
  const count = Math.round((high - low) / step) + 1
  if (dimension.unit === '' && count <= max_steps && Number.isInteger((high - low) / step)) {
    return {kind: 'steps', name: dimension.name, values: Array.from({length: count}, (_, i) => low + i * step), unit: ''}
  }
  return {kind: 'number', name: dimension.name, range: [low, high], step: dimension.scale === 'count' ? 1 : 'any', unit: dimension.unit, of: 'dimension'}
}

// `read`: dimensions with values of this person; an optional dimension has a field only then.
export function fieldsOf(profile: Profile, read: string[]): Field[] {
  const dimensionsShown = profile.dimensions.filter(one => !one.derived && (!one.optional || read.includes(one.name)))
  const fields = dimensionsShown.map(one => fieldOf(one, profile))
  const dimensions = profile.dimensions.map(one => one.name)
  for (const [name, scale] of Object.entries(profile.scales)) {
    if (!dimensions.includes(name)) fields.push({kind: 'words', name, words: scale.words, values: scale.values, of: 'exposure'})
  }
  return fields
}

// Exposures for manual input; most come from weather, sensors or a watch.
export const exposureFields = (profile: Profile): Field[] =>
  profile.exposures
    .filter(one => !profile.scales[one.name])
    .map(one => ({kind: 'number', name: one.name, range: one.range as [number, number], step: 'any', unit: one.unit, of: 'exposure'}))

export interface FormValues {
  values: Record<string, number>
  time: string
  site: string
  note: string
}

// A reading, and surroundings for the exposures; empty for an empty form.
export function entriesOf(person: string, form: FormValues, fields: Field[]): Entry[] {
  const exposures = new Set(fields.filter(one => one.kind !== 'steps' && one.of === 'exposure').map(one => one.name))
  const pick = (want: boolean) => Object.fromEntries(Object.entries(form.values).filter(([name]) => exposures.has(name) === want))
  const values = pick(false)
  const exposureValues = pick(true)
  const note = form.note.trim()
  const entries: Entry[] = []
  if (Object.keys(values).length > 0 || note) {
    entries.push({kind: 'reading', person, time: form.time, ...(form.site.trim() && {site: form.site.trim()}), values, ...(note && {note})} as Entry)
  }
  if (Object.keys(exposureValues).length > 0) entries.push({kind: 'surroundings', person, time: form.time, values: exposureValues} as Entry)
  return entries
}

// Names by their number of uses, most frequent first; unused ones follow in their order.
export function sortByFrequency(names: string[], written: string[]): string[] {
  const count = new Map<string, number>()
  for (const one of written) count.set(one, (count.get(one) ?? 0) + 1)
  const all = [...new Set([...names, ...count.keys()])]
  return all.map((name, i) => ({name, i, n: count.get(name) ?? 0})).sort((a, b) => b.n - a.n || a.i - b.i).map(one => one.name)
}

export type Slot = 'morning' | 'evening'
// evening_from: e.g. '14:00', from the profile
export const slotOf = (at: Date, evening_from: string): Slot => (clockOf(at) < evening_from ? 'morning' : 'evening')
const clockOf = (at: Date) => at.toTimeString().slice(0, 5)

// The time of a slot: now if it is the current slot, else its last default hour, which the form lets change.
export function timeOfSlot(slot: Slot, now: Date, evening_from: string): Date {
  if (slotOf(now, evening_from) === slot) return now
  const at = new Date(now)
  at.setHours(slot === 'morning' ? 8 : 21, 0, 0, 0)
  if (at > now) at.setDate(at.getDate() - 1)
  return at
}
