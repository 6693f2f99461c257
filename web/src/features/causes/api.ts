// What Causes asks.
import {useQuestion} from '../../shared/api/question'
import type {Answer} from '../../shared/api/types'

export type Effect = Answer<'effects'>['effects'][number]
export type Dose = Answer<'dose'>['dose'][number]
export type Habit = Answer<'habits'>['habits'][number]

export const useEffects = (person: string) => useQuestion('effects', person)
export const useDose = (person: string) => useQuestion('dose', person)
export const useHabits = (person: string) => useQuestion('habits', person)
export const useProducts = (person: string) => useQuestion('products', person)
// The newest 5,000 of each.
export const useReadings = (person: string) => useQuestion('entries', person, {kind: 'reading', order: 'newest', limit: 5000})
export const useAir = (person: string) => useQuestion('entries', person, {kind: 'surroundings', order: 'newest', limit: 5000})
