// Requests of the page Forecast.
import {useQuestion} from '../../shared/api/question'
import type {Answer} from '../../shared/api/types'

export type Forecast = Answer<'forecast'>
export type ForecastDay = Forecast['forecast'][number]
export type Skill = Forecast['skill'][number]
export type Comparison = Answer<'compare'>

export const useForecast = (person: string) => useQuestion('forecast', person, {days: 14})
export const useComparison = (person: string) => useQuestion('compare', person)
export const useFrames = (person: string, dates: number) => useQuestion('summary', person, {frames: dates})
