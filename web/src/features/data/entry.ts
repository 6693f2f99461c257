// Model of the entries for display and editing. Pure.
import type {Entry, Query} from '../../shared/api/types'

export type Kind = Entry['kind']
export const kinds: Kind[] = ['reading', 'event', 'product', 'surroundings', 'routine']

// The key that identifies an entry in the API.
export function keyOf(entry: Entry): Query {
  switch (entry.kind) {
    case 'reading':
      return {kind: entry.kind, time: entry.time, place: entry.site}
    case 'event':
      return {kind: entry.kind, time: entry.time, name: entry.event}
    case 'surroundings':
      return {kind: entry.kind, time: entry.time, place: entry.source}
    case 'product':
      return {kind: entry.kind, time: entry.time, place: entry.site, name: entry.product, detail: entry.minutes}
    case 'routine':
      return {kind: entry.kind, time: entry.from, place: entry.slot, name: entry.name, detail: entry.product}
  }
}

export const timeOf = (entry: Entry) => (entry.kind === 'routine' ? entry.from : entry.time)

export interface ValueLine {
  name: string
  instrument: string
  value: number
}

type Values = Extract<Entry, {kind: 'reading'}>['values']
type Single = number | {value: number; instrument?: string}

// One line per value: a name measured with several instruments has several lines.
export function linesOf(entry: Entry): ValueLine[] {
  if (!('values' in entry) || !entry.values) return []
  return Object.entries(entry.values).flatMap(([name, value]) =>
    ((Array.isArray(value) ? value : [value]) as Single[]).map(one =>
      typeof one === 'number' ? {name, instrument: '', value: one} : {name, instrument: one.instrument ?? '', value: one.value},
    ),
  )
}

// Sorts by the order of `names`; unknown names come last.
export function sortLines(lines: ValueLine[], names: string[]): ValueLine[] {
  const place = (line: ValueLine) => {
    const at = names.indexOf(line.name.replace(/_(before|after)$/, ''))
    return at < 0 ? names.length : at
  }
  return [...lines].sort((a, b) => place(a) - place(b))
}

export function valuesOf(lines: ValueLine[]): Values {
  const byName = new Map<string, Single[]>()
  for (const {name, instrument, value} of lines) {
    byName.set(name, [...(byName.get(name) ?? []), instrument ? {value, instrument} : value])
  }
  return Object.fromEntries([...byName].map(([name, all]) => [name, all.length === 1 ? all[0] : all])) as Values
}

// The editable fields of an entry; the others are part of its key.
export interface Changes {
  lines: ValueLine[]
  note: string
  weight: number | null
  to: string // last day of a routine
}

export function applyChanges(entry: Entry, changes: Changes): Entry {
  const next = {...entry} as Record<string, unknown>
  if ('values' in entry) next.values = valuesOf(changes.lines)
  if (entry.kind === 'event') {
    if (changes.weight === null) delete next.weight
    else next.weight = changes.weight
  }
  if (entry.kind === 'routine') {
    if (changes.to) next.to = changes.to
    else delete next.to
  }
  if (entry.kind !== 'surroundings' && entry.kind !== 'routine') {
    if (changes.note.trim()) next.note = changes.note.trim()
    else delete next.note
  }
  return next as Entry
}

// '2026-02' -> its first and last day.
export function monthSpan(month: string): [string, string] {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate()
  return [`${month}-01`, `${month}-${last}`]
}

export function addMonths(month: string, by: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7)
}
