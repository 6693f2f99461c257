// Who is asking decides what is shown: the login, or the page of the address in its frame.
import {Suspense, useEffect} from 'react'
import {listen} from '../shared/api/live'
import {flushPeriodically} from '../shared/api/outbox'
import {useSession} from '../shared/api/session'
import {Refused, Waiting} from '../shared/parts/loaded'
import {Toasts} from '../shared/parts/toast'
import {usePeople, usePerson} from '../shared/route/person'
import {useRoute} from '../shared/route/route'
import {Boundary} from './boundary'
import {Login} from './login'
import {NotFound} from './not_found'
import {pages} from './pages'
import {Shell} from './shell'

export function App() {
  const session = useSession()
  useEffect(flushPeriodically, [])
  if (session.state === 'waiting') return <main className="alone"><Waiting /></main>
  if (session.state === 'refused') return <main className="alone"><Refused refusal={session.refusal} onRetry={session.retry} /></main>
  if (!session.value.open && !session.value.account) return <Login />
  return (
    <>
      <Live />
      <Shell session={session.value}><CurrentPage /></Shell>
      <Toasts />
    </>
  )
}

function CurrentPage() {
  const {page: name} = useRoute()
  const person = usePerson()
  const page = pages.find(one => one.name === (name || 'today'))
  if (!page) return <NotFound />
  const View = page.view
  return (
    <Boundary key={page.name + '/' + person}>
      <Suspense fallback={<Waiting />}><View /></Suspense>
    </Boundary>
  )
}

// Listens to the person that is looked at, once there is a diary.
function Live() {
  const person = usePerson()
  const people = usePeople()
  const there = people.state === 'shown' && people.value.people.some(one => one.person === person)
  useEffect(() => (there ? listen(person) : undefined), [person, there])
  return null
}
