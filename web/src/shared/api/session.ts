// The login of this browser. A diary with accounts needs one; its grants say what the page may do.
import {clearEtagCache, onLoggedOut, send, setCsrf} from './client'
import {clearAnswerCache} from './answer_cache'
import {clearOutbox, flush} from './outbox'
import {invalidate, resetResources, useResource} from './resource'
import type {Answer} from './types'

export type Session = Answer<'session'>

onLoggedOut(() => invalidate('/session'))

export function useSession() {
  const session = useResource<Session>('/session')
  if (session.state === 'shown') setCsrf(session.value.csrf)
  return session
}

export const isOwnerOfAll = (session: Session) =>
  session.open || session.grants.some(grant => grant.person === '*' && grant.role === 'owner')

export async function logIn(name: string, password: string): Promise<Session> {
  const session = await send<Session>('POST', '/session', {body: {name, password}})
  setCsrf(session.csrf)
  clearEtagCache()
  resetResources()
  void flush().catch(() => undefined)
  return session
}

// Removes all data of the diary from this device, unsent entries too: the caller has asked for confirmation.
export async function logOut(): Promise<void> {
  await send('DELETE', '/session')
  await clearLocalData()
}

export async function clearLocalData(person?: string): Promise<void> {
  clearEtagCache()
  if (!person) resetResources()
  await clearAnswerCache()
  await clearOutbox(person)
}
