// The newest value of each source and exposure. Pure.
import type {Entry} from '../../shared/api/types'
import {linesOf, timeOf} from './entry'

export interface Latest {
  source: string
  name: string
  value: number
  time: string
  count: number
}

export function latest(entries: Entry[]): Latest[] {
  const found = new Map<string, Latest>()
  for (const entry of entries) {
    if (entry.kind !== 'surroundings') continue
    for (const {name, value} of linesOf(entry)) {
      const source = entry.source ?? ''
      const key = JSON.stringify([source, name])
      found.set(key, {source, name, value, time: timeOf(entry), count: (found.get(key)?.count ?? 0) + 1})
    }
  }
  return [...found.values()].sort((a, b) => a.source.localeCompare(b.source) || a.name.localeCompare(b.name))
}
