// Requests of the page Data.
import {personPath, urlWhenReady, apiRoot, send, type Progress} from '../../shared/api/client'
import {useQuestion} from '../../shared/api/question'
import {invalidate, useResource} from '../../shared/api/resource'
import {clearLocalData} from '../../shared/api/session'
import type {Answer, Entry} from '../../shared/api/types'
import {keyOf, type Kind} from './entry'

export type FileReport = Answer<'import'>['files'][number]
export type Receipt = Answer<'erase'>['receipt']
export type SensorAnswer = Answer<'sensors'>
export type Versions = Answer<'history'>['versions']

export const max_entries = 5000 // limit of the API per answer

export const useEntries = (person: string, kind: Kind, from: string | null, to: string | null, limit: number) =>
  useQuestion('entries', person, {kind, from, to, limit: Math.min(limit, max_entries), order: 'newest'})

export const useSensors = (person: string) => useQuestion('sensors', person)

// Number of entries of a kind, as `total`.
export const useCount = (person: string, kind: Kind) => useQuestion('entries', person, {kind, limit: 1})

export const useHistory = (person: string, entry: Entry) => useResource<Answer<'history'>>(personPath(person, '/entries/history'), keyOf(entry))

export async function replace(person: string, entry: Entry): Promise<void> {
  await send('PUT', personPath(person, '/entries'), {body: entry})
  invalidate('/people')
}

export async function remove(person: string, entry: Entry): Promise<void> {
  await send('DELETE', personPath(person, '/entries'), {query: keyOf(entry)})
  invalidate('/people')
}

export async function importFile(person: string, file: File): Promise<FileReport[]> {
  const answer = await send<Answer<'import'>>('POST', personPath(person, '/imports'), {query: {name: file.name}, file})
  invalidate('/people')
  return answer.files
}

export async function erase(person: string): Promise<Receipt> {
  const answer = await send<Answer<'erase'>>('DELETE', personPath(person))
  await clearLocalData(person)
  invalidate('/people')
  return answer.receipt
}

export const exportAddress = (person: string, file?: string) => apiRoot + personPath(person, '/export') + (file ? `?file=${file}` : '')

// The URL of the report, once it is generated.
export const generateReport = (person: string, lang: string, signal: AbortSignal, onProgress: (progress: Progress) => void) =>
  urlWhenReady(personPath(person, '/report'), {query: {lang}, signal, onProgress})
