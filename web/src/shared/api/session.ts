// Who is asking. Where the diary has accounts one logs in; what the page may do stands in the grants.
import {forgetKnown, onLoggedOut, send, setCsrf} from './client'
import {forgetKept} from './kept'
import {flush, forgetOutbox} from './outbox'
import {forgetResources, touch, useAsked} from './resource'
import type {Answer} from './types'

export type Session = Answer<'session'>

onLoggedOut(() => touch('/session'))

export function useSession() {
  const asked = useAsked<Session>('/session')
  if (asked.state === 'shown') setCsrf(asked.value.csrf)
  return asked
}

export const isOwnerOfAll = (session: Session) =>
  session.open || session.grants.some(grant => grant.person === '*' && grant.role === 'owner')

export async function logIn(name: string, password: string): Promise<Session> {
  const session = await send<Session>('POST', '/session', {body: {name, password}})
  setCsrf(session.csrf)
  forgetKnown()
  forgetResources()
  void flush().catch(() => undefined)
  return session
}

// Nothing of the diary stays on this device, what was not sent yet included: the caller has asked before.
export async function logOut(): Promise<void> {
  await send('DELETE', '/session')
  await forgetHere()
}

export async function forgetHere(person?: string): Promise<void> {
  forgetKnown()
  if (!person) forgetResources()
  await forgetKept()
  await forgetOutbox(person)
}
