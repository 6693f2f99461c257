// What a chart is: Plotly's data and layout, one sentence, and the same numbers as a table. A feature's figure.ts makes
// it of an answer, without a DOM.
import type {Data, Layout} from 'plotly.js'
import type {Palette} from '../look/palette'
import type {Language} from '../words/language'

export interface Table {
  columns: string[]
  rows: (string | number | null)[][]
}

export interface Figure {
  data: Partial<Data>[]
  layout: Partial<Layout>
}

export interface Chartable {
  figure: Figure
  sentence: string
  table: Table
}

// What a figure needs besides the answer.
export interface Look {
  palette: Palette
  language: Language
  label: (name: string) => string // of a dimension, exposure or event
  words: (key: string, given?: Record<string, unknown>) => string // t of the feature
}
