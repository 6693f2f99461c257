// Questions of the API, typed by its description, in the language of the page.
import {useLanguage} from '../words/language'
import {personPath} from './client'
import {useAsked, type Asked} from './resource'
import type {Answer, Operation, Query, Question} from './types'

// About one person: /people/{person}/NAME. '' is nobody, as before it is known who there is: refused as missing.
export function useQuestion<Name extends Question>(name: Name, person: string, query: Query = {}): Asked<Answer<Name>> {
  const language = useLanguage()
  return useAsked<Answer<Name>>(person ? personPath(person, '/' + name) : null, {...query, lang: language})
}

// About the whole diary: /NAME.
export const useList = <Name extends Operation>(name: Name): Asked<Answer<Name>> => useAsked<Answer<Name>>('/' + name)
