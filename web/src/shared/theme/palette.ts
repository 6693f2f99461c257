// The colours of tokens.css for charts, read from the custom properties.
import {useMemo} from 'react'
import {useDark} from './theme'

const names = ['ink', 'muted', 'line', 'surface', 'accent', 'accent-soft', 'good', 'bad', 'neutral', 'series-1', 'series-2', 'series-3', 'series-4', 'series-5', 'series-6'] as const
export type ColourName = (typeof names)[number]
export type Palette = Record<ColourName, string> & {series: string[]; withAlpha: (colour: ColourName, part: number) => string}

// The palette from `read`, which maps a colour name to rgb().
export function paletteOf(read: (name: ColourName) => string): Palette {
  const colours = Object.fromEntries(names.map(name => [name, read(name)])) as Record<ColourName, string>
  return {
    ...colours,
    series: names.filter(name => name.startsWith('series-')).map(name => colours[name]),
    withAlpha: (name, part) => colours[name].replace(/^rgb\((.*)\)$/, `rgba($1, ${part})`),
  }
}

export function readPalette(): Palette {
  // One element per colour: reusing one could read a colour in transition.
  return paletteOf(name => {
    const probe = document.createElement('span')
    probe.style.color = `var(--${name})`
    document.body.append(probe)
    const colour = getComputedStyle(probe).color
    probe.remove()
    return colour
  })
}

export function usePalette(): Palette {
  const dark = useDark()
  return useMemo(readPalette, [dark])
}
