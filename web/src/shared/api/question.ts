// Hooks for the questions of the API, typed by its OpenAPI file, in the language of the page.
import {useLanguage} from '../i18n/language'
import {personPath} from './client'
import {useResource, type ResourceState} from './resource'
import type {Answer, Operation, Query, Question} from './types'

// About one person: /people/{person}/NAME. Without a person ('', until the list of people is loaded) the state is a
// 404.
export function useQuestion<Name extends Question>(name: Name, person: string, query: Query = {}): ResourceState<Answer<Name>> {
  const language = useLanguage()
  return useResource<Answer<Name>>(person ? personPath(person, '/' + name) : null, {...query, lang: language})
}

// About the whole diary: /NAME.
export const useDiaryQuestion = <Name extends Operation>(name: Name): ResourceState<Answer<Name>> => useResource<Answer<Name>>('/' + name)
