// Entries as a person reads and changes them. Pure.
import type {Entry, Query} from '../../shared/api/types'

export type Kind = Entry['kind']
export const kinds: Kind[] = ['reading', 'event', 'product', 'surroundings', 'routine']

// What makes the entry itself, as the API names it.
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

export interface Line {
  name: string
  instrument: string
  value: number
}

type Values = Extract<Entry, {kind: 'reading'}>['values']
type Single = number | {value: number; instrument?: string}

// The values one by one: a name that was measured in several ways has several lines.
export function linesOf(entry: Entry): Line[] {
  if (!('values' in entry) || !entry.values) return []
  return Object.entries(entry.values).flatMap(([name, value]) =>
    ((Array.isArray(value) ? value : [value]) as Single[]).map(one =>
      typeof one === 'number' ? {name, instrument: '', value: one} : {name, instrument: one.instrument ?? '', value: one.value},
    ),
  )
}

// In the order of `names`; what is not among them comes last.
export function ordered(lines: Line[], names: string[]): Line[] {
  const place = (line: Line) => {
    const at = names.indexOf(line.name.replace(/_(before|after)$/, ''))
    return at < 0 ? names.length : at
  }
  return [...lines].sort((a, b) => place(a) - place(b))
}

export function valuesOf(lines: Line[]): Values {
  const byName = new Map<string, Single[]>()
  for (const {name, instrument, value} of lines) {
    byName.set(name, [...(byName.get(name) ?? []), instrument ? {value, instrument} : value])
  }
  return Object.fromEntries([...byName].map(([name, all]) => [name, all.length === 1 ? all[0] : all])) as Values
}

// The entry with other values, weight or note; nothing else may change, because it would be another entry.
export interface Changes {
  lines: Line[]
  note: string
  weight: number | null
  to: string // of a routine: its last day
}

export function changed(entry: Entry, changes: Changes): Entry {
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

// '2026-02' -> the first and last day.
export function monthSpan(month: string): [string, string] {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate()
  return [`${month}-01`, `${month}-${last}`]
}

export function nextMonth(month: string, by: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7)
}
