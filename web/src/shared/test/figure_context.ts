// A context for tests of figures: names instead of colours, keys instead of texts.
import type {FigureContext} from '../chart/figure'
import {paletteOf} from '../theme/palette'

export const testContext = (t: FigureContext['t'] = (key, values) => (values ? `${key} ${JSON.stringify(values)}` : key)): FigureContext => ({
  palette: paletteOf(name => name),
  language: 'en',
  label: name => name,
  t,
})
