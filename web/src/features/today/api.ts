// Requests of the page Today.
import {personPath, send} from '../../shared/api/client'
import {useQuestion} from '../../shared/api/question'
import {invalidate, useResource} from '../../shared/api/resource'
import type {Answer} from '../../shared/api/types'

export type Summary = Answer<'summary'>
export type DimensionSummary = Summary['dimensions'][number]
export type Alert = Answer<'alerts'>['alerts'][number]
export type Undone = Answer<'undo'>['undone']

export const useSummary = (person: string) => useQuestion('summary', person)
export const useAlerts = (person: string) => useQuestion('alerts', person)
export const useProductUses = (person: string, from: string) => useQuestion('entries', person, {kind: 'product', from, limit: 5000})
export const useEventEntries = (person: string, from: string) => useQuestion('entries', person, {kind: 'event', from, limit: 5000})

export async function snooze(person: string, alert: string, days: number): Promise<void> {
  await send('POST', personPath(person, `/alerts/${encodeURIComponent(alert)}/snooze`), {body: {days}})
  invalidate(personPath(person))
}

export const useNextUndo = (person: string) => useResource<Answer<'next_undo'>>(person ? personPath(person, '/undo') : null)

// Undoes the write with this version only; fails if there was another one since.
export async function undo(person: string, version: number): Promise<Undone> {
  const done = await send<Answer<'undo'>>('POST', personPath(person, '/undo'), {query: {version}})
  invalidate('/people')
  return done.undone
}
