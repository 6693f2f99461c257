import {act, cleanup, render, screen} from '@testing-library/react'
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest'
import {startWords} from '../words/language'
import en from '../words/en.json'
import zh from '../words/zh.json'
import {Loaded} from '../parts/loaded'
import {cancelled, Refusal} from './refusal'
import {forgetResources, touch, useAsked} from './resource'

const ask = vi.hoisted(() => vi.fn())
vi.mock('./client', async load => ({...(await load<object>()), ask}))

const got = (value: unknown, keptAt: Date | null = null) => ({value, keptAt})
const Shown = ({path = '/people/ann/x'}: {path?: string | null}) => <Loaded of={useAsked<string>(path)} missing={<p>nothing yet</p>}>{value => <p>value {value}</p>}</Loaded>

beforeEach(() => startWords({en: {shared: en}, zh: {shared: zh}}, 'en'))
afterEach(() => {
  cleanup()
  ask.mockReset()
  forgetResources()
})

describe('What is asked for', () => {
  it('waits, then shows', async () => {
    ask.mockResolvedValueOnce(got('one'))
    render(<Shown />)
    expect(screen.getByRole('status').getAttribute('aria-busy')).toBe('true')
    expect(await screen.findByText('value one')).toBeTruthy()
  })

  it('tells the progress of a job, which can be stopped', async () => {
    let given: {onProgress: (progress: object) => void; signal: AbortSignal} | null = null
    ask.mockImplementationOnce((_: string, options) => new Promise((_, reject) => {
      given = options
      options.signal.addEventListener('abort', () => reject(cancelled()))
    }))
    render(<Shown />)
    act(() => given!.onProgress({done: 1, all: 4, seconds: 2}))
    expect(screen.getByRole('progressbar').getAttribute('value')).toBe('0.25')
    expect(screen.getByText(/6 s left/)).toBeTruthy()
    act(() => screen.getByRole('button', {name: 'Stop'}).click())
    expect(await screen.findByText('Stopped.')).toBeTruthy()
  })

  it('refuses with the words of the server, and asks again', async () => {
    ask.mockRejectedValueOnce(new Refusal(400, 'from is "x"')).mockResolvedValueOnce(got('two'))
    render(<Shown />)
    expect((await screen.findByRole('alert')).textContent).toContain('from is "x"')
    act(() => screen.getByRole('button', {name: 'Try again'}).click())
    expect(await screen.findByText('value two')).toBeTruthy()
  })

  it('shows what stands for nothing where there is nothing yet', async () => {
    ask.mockRejectedValueOnce(new Refusal(404, 'nobody named ann'))
    render(<Shown />)
    expect(await screen.findByText('nothing yet')).toBeTruthy()
  })

  it('asks nothing about nobody', () => {
    render(<Shown path={null} />)
    expect(screen.getByText('nothing yet')).toBeTruthy()
    expect(ask).not.toHaveBeenCalled()
  })

  it('asks once for all who look, and again when somebody wrote', async () => {
    ask.mockResolvedValueOnce(got('old')).mockResolvedValueOnce(got('new'))
    render(<><Shown /><Shown /></>)
    expect(await screen.findAllByText('value old')).toHaveLength(2)
    expect(ask).toHaveBeenCalledTimes(1)
    act(() => touch('/people/ben'))
    expect(ask).toHaveBeenCalledTimes(1)
    act(() => touch('/people/ann'))
    expect(await screen.findAllByText('value new')).toHaveLength(2)
  })

  it('keeps what it shows where the server is gone, and says so', async () => {
    ask.mockResolvedValueOnce(got('old')).mockRejectedValueOnce(new Refusal(0, 'no network'))
    render(<Shown />)
    await screen.findByText('value old')
    act(() => touch('/people/ann'))
    expect(await screen.findByText(/cannot be reached. This is the last answer/)).toBeTruthy()
    expect(screen.getByText('value old')).toBeTruthy()
  })
})
