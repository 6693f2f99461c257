// Types of the API by the names of its operations: Answer<'summary'>. All of them come from openapi.ts.
import type {operations, paths} from './openapi'

export type Operation = keyof operations

type Json<Reply> = Reply extends {content: {'application/json': infer Body}} ? Body : never
export type Answer<Name extends Operation> = operations[Name]['responses'] extends infer Replies
  ? Replies extends {200: infer Reply}
    ? Json<Reply>
    : Replies extends {201: infer Reply}
      ? Json<Reply>
      : never
  : never

// Operations about one person: the last part of /api/v1/people/{person}/NAME.
export type Question = {
  [Path in keyof paths]: Path extends `/api/v1/people/{person}/${infer Name extends Operation}` ? Name : never
}[keyof paths]

export type Query = Record<string, string | number | boolean | null | undefined>

export type Profile = Answer<'profile'>
export type Dimension = Profile['dimensions'][number]
export type Entry = Answer<'entries'>['entries'][number]
export type RowError = {line: number; column: string; value: string; expected: string}
