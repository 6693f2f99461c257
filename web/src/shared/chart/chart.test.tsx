import {act, render, screen} from '@testing-library/react'
import {beforeEach, describe, expect, it, vi} from 'vitest'
import en from '../i18n/en.json'
import {initI18n} from '../i18n/language'
import zh from '../i18n/zh.json'
import {Chart} from './chart'

const react = vi.hoisted(() => vi.fn())
vi.mock('./plotly', () => ({preventInlineStyles: () => undefined, loadPlotly: async () => ({react, purge: () => undefined})}))

const chart = {
  figure: {data: [{x: [1], y: [2]}], layout: {yaxis: {title: {text: 'oil'}}}},
  sentence: 'Oil rises.',
  table: {columns: ['day', 'oil'], rows: [['Mon', 2.12345], ['Tue', null]]},
}

beforeEach(() => {
  initI18n({en: {shared: en}, zh: {shared: zh}}, 'en')
  react.mockReset().mockImplementation(async () => ({on: () => undefined, removeAllListeners: () => undefined}))
})

describe('Chart', () => {
  it('shows its sentence, and hides the picture from screen readers', async () => {
    render(<Chart name="Oil by day" chart={chart} />)
    expect(screen.getByRole('figure', {name: 'Oil by day'})).toBeTruthy()
    expect(screen.getByText('Oil rises.')).toBeTruthy()
    await vi.waitFor(() => expect(react).toHaveBeenCalled())
    const [target, data, layout] = react.mock.calls[0]!
    expect(target.getAttribute('aria-hidden')).toBe('true')
    expect(data).toEqual(chart.figure.data)
    expect(layout.yaxis).toEqual(chart.figure.layout.yaxis)
    expect(layout.template.layout.paper_bgcolor).toBe('rgba(0,0,0,0)')
  })

  it('has the same numbers as a table behind a button', () => {
    render(<Chart name="Oil by day" chart={chart} />)
    const button = screen.getByRole('button', {name: /Show as table/})
    expect(button.getAttribute('aria-expanded')).toBe('false')
    expect(screen.queryByRole('table')).toBe(null)
    act(() => button.click())
    expect(button.getAttribute('aria-expanded')).toBe('true')
    expect(screen.getAllByRole('cell').map(cell => cell.textContent)).toEqual(['Mon', '2.123', 'Tue', '–'])
  })

  it('shows a message if Plotly fails', async () => {
    react.mockRejectedValueOnce(new Error('no canvas'))
    render(<Chart name="Oil by day" chart={chart} />)
    expect(await screen.findByText(/could not be drawn/)).toBeTruthy()
  })
})
