import {act, cleanup, render, screen} from '@testing-library/react'
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest'
import {initI18n} from '../i18n/language'
import en from '../i18n/en.json'
import zh from '../i18n/zh.json'
import {Loaded} from '../components/loaded'
import {cancellation, Refusal} from './refusal'
import {resetResources, invalidate, useResource} from './resource'

const fetchAnswer = vi.hoisted(() => vi.fn())
vi.mock('./client', async load => ({...(await load<object>()), fetchAnswer}))

const fetched = (value: unknown, cachedAt: Date | null = null) => ({value, cachedAt})
const Shown = ({path = '/people/ann/x'}: {path?: string | null}) => <Loaded resource={useResource<string>(path)} missing={<p>nothing yet</p>}>{value => <p>value {value}</p>}</Loaded>

beforeEach(() => initI18n({en: {shared: en}, zh: {shared: zh}}, 'en'))
afterEach(() => {
  cleanup()
  fetchAnswer.mockReset()
  resetResources()
})

describe('Resource', () => {
  it('waits, then shows', async () => {
    fetchAnswer.mockResolvedValueOnce(fetched('one'))
    render(<Shown />)
    expect(screen.getByRole('status').getAttribute('aria-busy')).toBe('true')
    expect(await screen.findByText('value one')).toBeTruthy()
  })

  it('shows the progress of a job, which can be cancelled', async () => {
    let request: {onProgress: (progress: object) => void; signal: AbortSignal} | null = null
    fetchAnswer.mockImplementationOnce((_: string, options) => new Promise((_, reject) => {
      request = options
      options.signal.addEventListener('abort', () => reject(cancellation()))
    }))
    render(<Shown />)
    act(() => request!.onProgress({done: 1, all: 4, seconds: 2}))
    expect(screen.getByRole('progressbar').getAttribute('value')).toBe('0.25')
    expect(screen.getByText(/6 s left/)).toBeTruthy()
    act(() => screen.getByRole('button', {name: 'Stop'}).click())
    expect(await screen.findByText('Stopped.')).toBeTruthy()
  })

  it('shows the error of the server, and retries', async () => {
    fetchAnswer.mockRejectedValueOnce(new Refusal(400, 'from is "x"')).mockResolvedValueOnce(fetched('two'))
    render(<Shown />)
    expect((await screen.findByRole('alert')).textContent).toContain('from is "x"')
    act(() => screen.getByRole('button', {name: 'Try again'}).click())
    expect(await screen.findByText('value two')).toBeTruthy()
  })

  it('shows the placeholder on a 404', async () => {
    fetchAnswer.mockRejectedValueOnce(new Refusal(404, 'nobody named ann'))
    render(<Shown />)
    expect(await screen.findByText('nothing yet')).toBeTruthy()
  })

  it('sends nothing without a path', () => {
    render(<Shown path={null} />)
    expect(screen.getByText('nothing yet')).toBeTruthy()
    expect(fetchAnswer).not.toHaveBeenCalled()
  })

  it('sends one request for all subscribers, and another after an invalidation', async () => {
    fetchAnswer.mockResolvedValueOnce(fetched('old')).mockResolvedValueOnce(fetched('new'))
    render(<><Shown /><Shown /></>)
    expect(await screen.findAllByText('value old')).toHaveLength(2)
    expect(fetchAnswer).toHaveBeenCalledTimes(1)
    act(() => invalidate('/people/ben'))
    expect(fetchAnswer).toHaveBeenCalledTimes(1)
    act(() => invalidate('/people/ann'))
    expect(await screen.findAllByText('value new')).toHaveLength(2)
  })

  it('keeps the last answer offline, and says so', async () => {
    fetchAnswer.mockResolvedValueOnce(fetched('old')).mockRejectedValueOnce(new Refusal(0, 'no network'))
    render(<Shown />)
    await screen.findByText('value old')
    act(() => invalidate('/people/ann'))
    expect(await screen.findByText(/cannot be reached. This is the last answer/)).toBeTruthy()
    expect(screen.getByText('value old')).toBeTruthy()
  })
})
