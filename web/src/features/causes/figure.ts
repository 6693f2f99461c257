// What follows a cause day by day, and the bell of an exposure. Pure.
import type {Shape} from 'plotly.js'
import type {Chartable, Look} from '../../shared/chart/figure'
import {number, signed} from '../../shared/words/format'
import type {Dose, Effect} from './api'

// Found ones first, the surest first.
export const ranked = (effects: Effect[], verdict: Effect['verdict']) => effects.filter(one => one.verdict === verdict).sort((a, b) => (a.q ?? 1) - (b.q ?? 1) || Math.abs(b.total ?? 0) - Math.abs(a.total ?? 0))

export function lagFigure(effect: Effect, look: Look): Chartable {
  const {palette, language, words, label} = look
  const kernel = (effect.kernel ?? []) as (number | null)[]
  const bands = (effect.kernel_ci ?? []) as ([number, number] | null)[]
  const lags = kernel.map((_, lag) => lag)
  return {
    figure: {
      data: [
        {type: 'scatter', mode: 'lines', x: lags, y: bands.map(one => one?.[0] ?? null), line: {width: 0}, hoverinfo: 'skip', showlegend: false},
        {type: 'scatter', mode: 'lines', name: words('band'), x: lags, y: bands.map(one => one?.[1] ?? null), line: {width: 0}, fill: 'tonexty', fillcolor: palette.fade('series-1', 0.2), hoverinfo: 'skip'},
        {type: 'scatter', mode: 'lines+markers', name: words('per_day'), x: lags, y: kernel, line: {color: palette['series-1'], width: 2.5}, marker: {size: 5}, hovertemplate: '%{y:.3f}'},
      ],
      layout: {xaxis: {title: {text: words('days_after')}, dtick: 7}, yaxis: {title: {text: label(effect.dimension)}, zeroline: true}},
    },
    sentence:
      effect.sentence ?? words('lag', {cause: label(effect.cause), dimension: label(effect.dimension), total: signed(effect.total, language), low: signed(effect.ci?.[0], language), high: signed(effect.ci?.[1], language)}),
    table: {
      columns: [words('days_after'), words('per_day'), words('band')],
      rows: lags.map(lag => [lag, signed(kernel[lag], language, 3), bands[lag] ? `${signed(bands[lag]?.[0], language, 3)} – ${signed(bands[lag]?.[1], language, 3)}` : null]),
    },
  }
}

export const evidence = (effect: Effect, look: Look): string[] => {
  const {language, words} = look
  return [
    words('evidence.q', {q: effect.q !== null && effect.q < 0.001 ? '< 0.001' : number(effect.q, language, 3)}),
    words('evidence.days', {exposed: effect.n_exposed, days: effect.n_days}),
    effect.peak_day !== null ? words('evidence.peak', {day: effect.peak_day, half: number(effect.half_life_days, language, 1)}) : '',
    effect.control_p !== null ? words(effect.verdict === 'confounded' ? 'evidence.control_bad' : 'evidence.control', {p: number(effect.control_p, language, 3)}) : '',
  ].filter(Boolean)
}

// The answer to an exposure, its zones, the days it was learned from, where what shifts it is `at`; null: at its median.
// beside: the same exposure's answer of another dimension.
export function doseFigure(dose: Dose, beside: Dose | null, points: [number, number][], at: number | null, look: Look): Chartable {
  const {palette, language, words, label} = look
  const by = at === null ? 0 : ((dose.shift.per_100 ?? 0) * (at - (dose.shift.median ?? at))) / 100
  const curve = dose.curve as [number, number, number, number][]
  const other = (beside?.curve ?? []) as [number, number, number, number][]
  const x = curve.map(one => one[0] + by)
  const zones = dose.zones as {name: string; from: number; to: number}[]
  const tint = [palette.fade('series-3', 0.1), palette.fade('good', 0.14), palette.fade('series-2', 0.1)]
  return {
    figure: {
      data: [
        {type: 'scatter', mode: 'markers', name: words('days'), x: points.map(one => one[0]), y: points.map(one => one[1]), marker: {size: 4, color: palette.fade('muted', 0.35)}, hoverinfo: 'skip'},
        {type: 'scatter', mode: 'lines', x, y: curve.map(one => one[2]), line: {width: 0}, hoverinfo: 'skip', showlegend: false},
        {type: 'scatter', mode: 'lines', x, y: curve.map(one => one[3]), line: {width: 0}, fill: 'tonexty', fillcolor: palette.fade('series-1', 0.2), hoverinfo: 'skip', showlegend: false},
        {type: 'scatter', mode: 'lines', name: label(dose.dimension), x, y: curve.map(one => one[1]), line: {color: palette['series-1'], width: 3}, hovertemplate: '%{y:.2f}'},
        ...(beside ? [{type: 'scatter' as const, mode: 'lines' as const, name: label(beside.dimension), x: other.map(one => one[0]), y: other.map(one => one[1]), line: {color: palette['series-2'], width: 2, dash: 'dash' as const}, hovertemplate: '%{y:.2f}'}] : []),
      ],
      layout: {
        xaxis: {title: {text: label(dose.exposure)}}, yaxis: {title: {text: words('about_mean')}, zeroline: true}, legend: {y: 1.1}, margin: {t: 36},
        shapes: zones.map((zone, i): Partial<Shape> => ({type: 'rect', x0: zone.from + by, x1: zone.to + by, y0: 0, y1: 1, yref: 'paper', line: {width: 0}, fillcolor: tint[i % 3], layer: 'below'})),
        annotations: zones.map(zone => ({x: (zone.from + zone.to) / 2 + by, y: 1, yref: 'paper' as const, yanchor: 'bottom' as const, showarrow: false, text: words(`zone.${zone.name}`), font: {size: 11, color: palette.muted}})),
      },
    },
    sentence: by === 0 ? dose.sentence : words('moved', {sentence: dose.sentence, by: signed(by, language, 1), to: number(dose.optimum === null ? null : dose.optimum + by, language, 1)}),
    table: {
      columns: [label(dose.exposure), label(dose.dimension), words('band')],
      rows: curve.map((one, i) => [number(x[i], language, 1), signed(one[1], language), `${signed(one[2], language)} – ${signed(one[3], language)}`]),
    },
  }
}
