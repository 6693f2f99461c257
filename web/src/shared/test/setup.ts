// Stubs of browser functions that jsdom lacks.
import {cleanup} from '@testing-library/react'
import {afterEach} from 'vitest'

afterEach(cleanup)

if (typeof window !== 'undefined') {
  window.matchMedia ??= (query: string) =>
    ({matches: false, media: query, addEventListener: () => undefined, removeEventListener: () => undefined}) as unknown as MediaQueryList
  window.scrollTo = () => undefined
}
