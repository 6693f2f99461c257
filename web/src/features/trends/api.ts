// Requests of the page Trends.
import {useQuestion} from '../../shared/api/question'
import type {Answer} from '../../shared/api/types'

export type Change = Answer<'changes'>['changes'][number]
export type Rhythm = Answer<'rhythms'>['rhythms'][number]

export const useFrames = (person: string, dates: number) => useQuestion('summary', person, {frames: dates})
export const useChanges = (person: string) => useQuestion('changes', person)
export const useRhythms = (person: string) => useQuestion('rhythms', person)
