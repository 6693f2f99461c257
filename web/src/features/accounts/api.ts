// What Accounts asks and changes.
import {send} from '../../shared/api/client'
import {useDiaryQuestion} from '../../shared/api/question'
import {invalidate} from '../../shared/api/resource'
import type {Answer} from '../../shared/api/types'

export type Account = Answer<'accounts'>['accounts'][number]

export const useAccounts = () => useDiaryQuestion('accounts')
export const useAudit = () => useDiaryQuestion('audit')

const of = (account: string, rest = '') => `/accounts/${encodeURIComponent(account)}${rest}`

async function then(work: Promise<unknown>): Promise<void> {
  await work
  for (const path of ['/accounts', '/audit', '/session', '/people']) invalidate(path)
}

export const addAccount = (name: string, password: string) => then(send('POST', '/accounts', {body: {name, password}}))
export const removeAccount = (name: string) => then(send('DELETE', of(name)))
export const grant = (name: string, person: string, role: string) => then(send('PUT', of(name, `/grants/${encodeURIComponent(person)}`), {body: {role}}))
export const revoke = (name: string, person: string) => then(send('DELETE', of(name, `/grants/${encodeURIComponent(person)}`)))
export const newPassword = (before: string, after: string) => then(send('PUT', '/session/password', {body: {old: before, new: after}}))
