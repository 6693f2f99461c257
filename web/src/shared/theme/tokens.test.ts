import {readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'

const css = readFileSync('src/shared/theme/tokens.css', 'utf8')
const colours = new Map([...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(match => [match[1]!, [match[2]!, match[3]!] as const]))

// WCAG 2.2, relative luminance and contrast.
const luminance = (hex: string) => {
  const [r, g, b] = [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16) / 255).map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}
const contrast = (a: string, b: string) => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light! + 0.05) / (dark! + 0.05)
}

describe.each([['light', 0], ['dark', 1]] as const)('Palette, %s', (_, side) => {
  const of = (name: string) => colours.get(name)![side]

  it.each(['ink', 'muted', 'accent', 'good', 'watch', 'warn', 'bad'])('%s has contrast 4.5 on every background', name => {
    for (const ground of ['paper', 'surface', 'sunk', 'raised']) expect(contrast(of(name), of(ground)), ground).toBeGreaterThanOrEqual(4.5)
  })

  it.each(['good', 'watch', 'warn', 'bad', 'accent'])('%s has contrast 4.5 on its own soft background', name => {
    expect(contrast(of(name), of(`${name}-soft`))).toBeGreaterThanOrEqual(4.5)
  })

  it('the main button has contrast 4.5, edges and series have 3', () => {
    expect(contrast(of('accent-ink'), of('accent'))).toBeGreaterThanOrEqual(4.5)
    for (const name of ['edge', 'neutral', ...[1, 2, 3, 4, 5, 6].map(n => `series-${n}`)]) {
      expect(contrast(of(name), of('surface')), name).toBeGreaterThanOrEqual(3)
    }
  })
})
