// Requests of the page Attention.
import {useQuestion} from '../../shared/api/question'
import type {Answer} from '../../shared/api/types'

export type Explanation = Answer<'explain'>
export type Influence = Explanation['influence'][number]

export const useExplanation = (person: string) => useQuestion('explain', person)
