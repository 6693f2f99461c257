// Requests of the page Causes.
import {useQuestion} from '../../shared/api/question'
import type {Answer} from '../../shared/api/types'

export type Effect = Answer<'effects'>['effects'][number]
export type Dose = Answer<'dose'>['dose'][number]
export type Habit = Answer<'habits'>['habits'][number]

export const useEffects = (person: string) => useQuestion('effects', person)
export const useDose = (person: string, measured: string | null = null) => useQuestion('dose', person, {measured})
export const useHabits = (person: string) => useQuestion('habits', person)
export const useProducts = (person: string) => useQuestion('products', person)
