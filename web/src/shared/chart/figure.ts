// Model of a chart: Plotly's data and layout, one sentence, and the same numbers as a table. A feature's figure.ts
// computes it from an answer, without a DOM.
import type {Data, Layout} from 'plotly.js'
import type {Palette} from '../theme/palette'
import type {Language} from '../i18n/language'

export interface Table {
  columns: string[]
  rows: (string | number | null)[][]
}

export interface Figure {
  data: Partial<Data>[]
  layout: Partial<Layout>
}

export interface ChartModel {
  figure: Figure
  sentence: string
  table: Table
}

// Input of a figure besides the answer.
export interface FigureContext {
  palette: Palette
  language: Language
  label: (name: string) => string // of a dimension, exposure or event
  t: (key: string, values?: Record<string, unknown>) => string // t of the feature
}
