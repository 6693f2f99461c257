// The root component: the login, or the current page in the shell.
import {Suspense, useEffect} from 'react'
import {listen} from '../shared/api/live'
import {flushPeriodically} from '../shared/api/outbox'
import {useSession} from '../shared/api/session'
import {Refused, Loading} from '../shared/components/loaded'
import {Toasts} from '../shared/components/toast'
import {usePeople, usePerson} from '../shared/routing/person'
import {useRoute} from '../shared/routing/route'
import {ErrorBoundary} from './error_boundary'
import {Login} from './login'
import {NotFound} from './not_found'
import {pages} from './pages'
import {Shell} from './shell'

export function App() {
  const session = useSession()
  useEffect(flushPeriodically, [])
  if (session.state === 'waiting') return <main className="alone"><Loading /></main>
  if (session.state === 'refused') return <main className="alone"><Refused refusal={session.refusal} onRetry={session.retry} /></main>
  if (!session.value.open && !session.value.account) return <Login />
  return (
    <>
      <ChangeListener />
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
    <ErrorBoundary key={page.name + '/' + person}>
      <Suspense fallback={<Loading />}><View /></Suspense>
    </ErrorBoundary>
  )
}

// Subscribes to changes of the current person, once that person exists.
function ChangeListener() {
  const person = usePerson()
  const people = usePeople()
  const exists = people.state === 'shown' && people.value.people.some(one => one.person === person)
  useEffect(() => (exists ? listen(person) : undefined), [person, exists])
  return null
}
