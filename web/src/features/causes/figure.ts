// Lag kernel of an effect, and dose-response curve of an exposure. Pure.
import type {Shape} from 'plotly.js'
import type {ChartModel, FigureContext} from '../../shared/chart/figure'
import {number, signedNumber} from '../../shared/i18n/format'
import type {Dose, Effect} from './api'

// Effects of one verdict, lowest q first, then by size.
export const rankEffects = (effects: Effect[], verdict: Effect['verdict']) => effects.filter(one => one.verdict === verdict).sort((a, b) => (a.q ?? 1) - (b.q ?? 1) || Math.abs(b.total ?? 0) - Math.abs(a.total ?? 0))

export function lagFigure(effect: Effect, context: FigureContext): ChartModel {
  const {palette, language, t, label} = context
  const kernel = (effect.kernel ?? []) as (number | null)[]
  const bands = (effect.kernel_ci ?? []) as ([number, number] | null)[]
  const lags = kernel.map((_, lag) => lag)
  return {
    figure: {
      data: [
        {type: 'scatter', mode: 'lines', x: lags, y: bands.map(one => one?.[0] ?? null), line: {width: 0}, hoverinfo: 'skip', showlegend: false},
        {type: 'scatter', mode: 'lines', name: t('band'), x: lags, y: bands.map(one => one?.[1] ?? null), line: {width: 0}, fill: 'tonexty', fillcolor: palette.withAlpha('series-1', 0.2), hoverinfo: 'skip'},
        {type: 'scatter', mode: 'lines+markers', name: t('per_day'), x: lags, y: kernel, line: {color: palette['series-1'], width: 2.5}, marker: {size: 5}, hovertemplate: '%{y:.3f}'},
      ],
      layout: {xaxis: {title: {text: t('days_after')}, dtick: 7}, yaxis: {title: {text: label(effect.dimension)}, zeroline: true}},
    },
    sentence:
      effect.sentence ?? t('lag', {cause: label(effect.cause), dimension: label(effect.dimension), total: signedNumber(effect.total, language), low: signedNumber(effect.ci?.[0], language), high: signedNumber(effect.ci?.[1], language)}),
    table: {
      columns: [t('days_after'), t('per_day'), t('band')],
      rows: lags.map(lag => [lag, signedNumber(kernel[lag], language, 3), bands[lag] ? `${signedNumber(bands[lag]?.[0], language, 3)} – ${signedNumber(bands[lag]?.[1], language, 3)}` : null]),
    },
  }
}

export const evidenceLines = (effect: Effect, context: FigureContext): string[] => {
  const {language, t} = context
  return [
    t('evidence.q', {q: effect.q !== null && effect.q < 0.001 ? '< 0.001' : number(effect.q, language, 3)}),
    t('evidence.days', {exposed: effect.n_exposed, days: effect.n_days}),
    effect.peak_day !== null ? t('evidence.peak', {day: effect.peak_day, half: number(effect.half_life_days, language, 1)}) : '',
    effect.control_p !== null ? t(effect.verdict === 'confounded' ? 'evidence.control_bad' : 'evidence.control', {p: number(effect.control_p, language, 3)}) : '',
  ].filter(Boolean)
}

// Dose-response curve of an exposure with its zones.
//
// paired  curve of the same exposure for another dimension
// points  measured days
// at      value of the exposure that shifts the curve; null: its median
export function doseFigure(dose: Dose, paired: Dose | null, points: [number, number][], at: number | null, context: FigureContext): ChartModel {
  const {palette, language, t, label} = context
  const shift = at === null ? 0 : ((dose.shift.per_100 ?? 0) * (at - (dose.shift.median ?? at))) / 100
  const curve = dose.curve as [number, number, number, number][]
  const other = (paired?.curve ?? []) as [number, number, number, number][]
  const x = curve.map(one => one[0] + shift)
  const zones = dose.zones as {name: string; from: number; to: number}[]
  const tint = [palette.withAlpha('series-3', 0.1), palette.withAlpha('good', 0.14), palette.withAlpha('series-2', 0.1)]
  return {
    figure: {
      data: [
        {type: 'scatter', mode: 'markers', name: t('days'), x: points.map(one => one[0]), y: points.map(one => one[1]), marker: {size: 4, color: palette.withAlpha('muted', 0.35)}, hoverinfo: 'skip'},
        {type: 'scatter', mode: 'lines', x, y: curve.map(one => one[2]), line: {width: 0}, hoverinfo: 'skip', showlegend: false},
        {type: 'scatter', mode: 'lines', x, y: curve.map(one => one[3]), line: {width: 0}, fill: 'tonexty', fillcolor: palette.withAlpha('series-1', 0.2), hoverinfo: 'skip', showlegend: false},
        {type: 'scatter', mode: 'lines', name: label(dose.dimension), x, y: curve.map(one => one[1]), line: {color: palette['series-1'], width: 3}, hovertemplate: '%{y:.2f}'},
        ...(paired ? [{type: 'scatter' as const, mode: 'lines' as const, name: label(paired.dimension), x: other.map(one => one[0]), y: other.map(one => one[1]), line: {color: palette['series-2'], width: 2, dash: 'dash' as const}, hovertemplate: '%{y:.2f}'}] : []),
      ],
      layout: {
        xaxis: {title: {text: label(dose.exposure)}}, yaxis: {title: {text: t('about_mean')}, zeroline: true}, legend: {y: 1.1}, margin: {t: 36},
        shapes: zones.map((zone, i): Partial<Shape> => ({type: 'rect', x0: zone.from + shift, x1: zone.to + shift, y0: 0, y1: 1, yref: 'paper', line: {width: 0}, fillcolor: tint[i % 3], layer: 'below'})),
        annotations: zones.map(zone => ({x: (zone.from + zone.to) / 2 + shift, y: 1, yref: 'paper' as const, yanchor: 'bottom' as const, showarrow: false, text: t(`zone.${zone.name}`), font: {size: 11, color: palette.muted}})),
      },
    },
    sentence: shift === 0 ? dose.sentence : t('moved', {sentence: dose.sentence, by: signedNumber(shift, language, 1), to: number(dose.optimum === null ? null : dose.optimum + shift, language, 1)}),
    table: {
      columns: [label(dose.exposure), label(dose.dimension), t('band')],
      rows: curve.map((one, i) => [number(x[i], language, 1), signedNumber(one[1], language), `${signedNumber(one[2], language)} – ${signedNumber(one[3], language)}`]),
    },
  }
}
