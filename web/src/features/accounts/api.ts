// Requests of the page Accounts.
import {send} from '../../shared/api/client'
import {useDiaryQuestion} from '../../shared/api/question'
import {invalidate} from '../../shared/api/resource'
import type {Answer} from '../../shared/api/types'

export type Account = Answer<'accounts'>['accounts'][number]

export const useAccounts = () => useDiaryQuestion('accounts')
export const useAudit = () => useDiaryQuestion('audit')

const accountPath = (account: string, rest = '') => `/accounts/${encodeURIComponent(account)}${rest}`

async function invalidateAfter(work: Promise<unknown>): Promise<void> {
  await work
  for (const path of ['/accounts', '/audit', '/session', '/people']) invalidate(path)
}

export const addAccount = (name: string, password: string) => invalidateAfter(send('POST', '/accounts', {body: {name, password}}))
export const removeAccount = (name: string) => invalidateAfter(send('DELETE', accountPath(name)))
export const grant = (name: string, person: string, role: string) => invalidateAfter(send('PUT', accountPath(name, `/grants/${encodeURIComponent(person)}`), {body: {role}}))
export const revoke = (name: string, person: string) => invalidateAfter(send('DELETE', accountPath(name, `/grants/${encodeURIComponent(person)}`)))
export const changePassword = (before: string, after: string) => invalidateAfter(send('PUT', '/session/password', {body: {old: before, new: after}}))
