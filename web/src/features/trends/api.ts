// What Trends asks.
import {useQuestion} from '../../shared/api/question'
import type {Answer} from '../../shared/api/types'

export type Change = Answer<'changes'>['changes'][number]
export type Rhythm = Answer<'rhythms'>['rhythms'][number]

// The newest 5,000: more than six years of two readings a day.
export const useReadings = (person: string) => useQuestion('entries', person, {kind: 'reading', order: 'newest', limit: 5000})
export const useChanges = (person: string) => useQuestion('changes', person)
export const useRhythms = (person: string) => useQuestion('rhythms', person)
