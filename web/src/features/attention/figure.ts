// Figures of an explanation: attention weights, influence of causes, occlusion of days, deletion test. Pure.
import type {ChartModel, FigureContext} from '../../shared/chart/figure'
import {diverging, sequential} from '../../shared/chart/template'
import {number, shortDate, signedNumber} from '../../shared/i18n/format'
import type {Explanation, Influence} from './api'

const shown_days = 28

// Attention weights: forecast origins by days before, the last four weeks of each.
export function heatFigure(answer: Explanation, context: FigureContext): ChartModel {
  const {palette, language, t} = context
  const rows = answer.heat_map
  // weights[i] belongs to the date from + i: the last one is the origin itself
  const z = rows.map(row => Array.from({length: shown_days}, (_, back) => row.weights[row.weights.length - 1 - back] ?? null))
  const last = rows.at(-1)
  const recent = last ? last.weights.slice(-7).reduce((sum, weight) => sum + weight, 0) : 0
  return {
    figure: {
      data: [{type: 'heatmap', x: Array.from({length: shown_days}, (_, back) => back), y: rows.map(row => row.query), z, colorscale: sequential(palette), showscale: true, colorbar: {thickness: 10, tickformat: '.0%'}, hovertemplate: '%{y}, %{x}: %{z:.1%}<extra></extra>'}] as ChartModel['figure']['data'],
      layout: {xaxis: {title: {text: t('days_before')}, dtick: 7}, yaxis: {type: 'date', nticks: 5}, hovermode: 'closest'},
    },
    sentence: last ? t('heat', {day: shortDate(last.query, language), part: Math.round(100 * recent)}) : t('no_attention'),
    table: {
      columns: [t('evening'), t('days_before'), t('weight')],
      rows: rows.slice(-7).reverse().flatMap((row, i) => z[z.length - 1 - i]!.slice(0, 14).map((weight, back) => [row.query, back, weight === null ? null : `${number(100 * weight, language, 1)} %`])),
    },
  }
}

// Influence of causes on the forecast of a dimension, by lag in days.
export function influenceFigure(influence: Influence[], dimension: string, context: FigureContext): ChartModel {
  const {palette, language, t, label} = context
  const own = influence.filter(one => one.dimension === dimension)
  const sums = new Map<string, number>()
  for (const one of own) sums.set(one.cause, (sums.get(one.cause) ?? 0) + one.value)
  const causes = [...sums].sort((a, b) => Math.abs(b[1]) - Math.abs(a[1])).slice(0, 10).map(([cause]) => cause)
  const lags = Array.from({length: 22}, (_, lag) => lag)
  const z = causes.map(cause => lags.map(lag => own.find(one => one.cause === cause && one.lag === lag)?.value ?? null))
  const maxAbs = Math.max(1e-9, ...z.flat().map(value => Math.abs(value ?? 0)))
  const first = causes[0]
  const total = first === undefined ? 0 : (sums.get(first) ?? 0)
  return {
    figure: {
      data: [{type: 'heatmap', x: lags, y: causes.map(label).reverse(), z: [...z].reverse(), zmin: -maxAbs, zmax: maxAbs, colorscale: diverging(palette), colorbar: {thickness: 10, tickformat: '+.2f'}, hovertemplate: '%{y}, %{x}: %{z:+.3f}<extra></extra>'}] as ChartModel['figure']['data'],
      layout: {xaxis: {title: {text: t('days_before')}, dtick: 7}, yaxis: {automargin: true}, hovermode: 'closest'},
    },
    sentence: first === undefined ? t('no_influence', {dimension: label(dimension)}) : t(total >= 0 ? 'influence_up' : 'influence_down', {cause: label(first), dimension: label(dimension), value: number(Math.abs(total), language)}),
    table: {
      columns: [t('cause'), t('in_all'), t('strongest')],
      rows: causes.map(cause => {
        const strongest = own.filter(one => one.cause === cause).sort((a, b) => Math.abs(b.value) - Math.abs(a.value))[0]
        return [label(cause), signedNumber(sums.get(cause), language, 3), strongest ? `${strongest.date}: ${signedNumber(strongest.value, language, 3)}` : null]
      }),
    },
  }
}

// Occlusion: change of the forecast of a dimension without the readings of a day.
export function occlusionFigure(answer: Explanation, dimension: string, context: FigureContext): ChartModel {
  const {palette, language, t, label} = context
  const own = answer.occlusion.filter(one => one.dimension === dimension && one.value !== null).sort((a, b) => (a.day < b.day ? -1 : 1))
  const strongest = [...own].sort((a, b) => Math.abs(b.value ?? 0) - Math.abs(a.value ?? 0))[0]
  return {
    figure: {
      data: [{type: 'bar', x: own.map(one => one.day), y: own.map(one => one.value), marker: {color: own.map(one => ((one.value ?? 0) >= 0 ? palette['series-1'] : palette['series-3']))}, hovertemplate: '%{y:+.3f}<extra></extra>'}],
      layout: {xaxis: {type: 'date', nticks: 5}, yaxis: {title: {text: label(dimension)}, zeroline: true}},
    },
    sentence: strongest ? t('occlusion', {day: shortDate(strongest.day, language), value: signedNumber(strongest.value, language), dimension: label(dimension)}) : t('no_occlusion'),
    table: {columns: [t('date'), t('moves')], rows: [...own].reverse().map(one => [one.day, signedNumber(one.value, language, 3)])},
  }
}

const scales = ['weekly', 'monthly', 'seasonal'] as const

// Swing of the forecast of each dimension over one turn of the weekly, monthly and seasonal phase, all else fixed.
export function rhythmFigure(answer: Explanation, context: FigureContext): ChartModel {
  const {palette, language, t, label} = context
  const colors = {weekly: palette['series-3'], monthly: palette['series-1'], seasonal: palette['series-2']}
  const shownScales = scales.filter(scale => answer.rhythms.some(row => row.scale === scale))
  const strongest = [...answer.rhythms].sort((a, b) => (b.swing ?? 0) - (a.swing ?? 0))[0]
  return {
    figure: {
      data: shownScales.map(scale => {
        const own = answer.rhythms.filter(row => row.scale === scale)
        return {type: 'bar', name: t(scale), x: own.map(row => label(row.dimension)), y: own.map(row => row.swing), marker: {color: colors[scale]}, hovertemplate: '±%{y:.3f}'}
      }),
      layout: {barmode: 'group', yaxis: {title: {text: t('swing')}, rangemode: 'tozero'}},
    },
    sentence: strongest ? t(`rhythm_${strongest.scale}`, {dimension: label(strongest.dimension), swing: number(strongest.swing, language, 2)}) : t('no_rhythm'),
    table: {
      columns: [t('rhythm'), t('dimension'), t('swing'), t('now'), t('amplitude')],
      rows: answer.rhythms.map(row => [t(row.scale), label(row.dimension), number(row.swing, language, 3), signedNumber(row.value, language, 3), number(answer.amplitudes[row.scale], language, 2)]),
    },
  }
}

// Deletion curve: days hidden one by one, highest attention first, against a random order.
export function deletionFigure(answer: Explanation, context: FigureContext): ChartModel {
  const {palette, language, t} = context
  const {curve, random, days, verdict, r, auc, newest} = answer.deletion
  const hidden = curve.map((_, i) => i + 1)
  const percent = (value: number | null) => number(value === null ? null : 100 * value, language, 0)
  return {
    figure: {
      data: [
        {type: 'scatter', mode: 'lines+markers', name: t('attended_first'), x: hidden, y: curve, line: {color: palette['series-1'], width: 2.5}, marker: {size: 5}, hovertemplate: '%{y:.3f}'},
        {type: 'scatter', mode: 'lines', name: t('random_order'), x: hidden, y: random, line: {color: palette.muted, width: 2, dash: 'dash'}, hovertemplate: '%{y:.3f}'},
      ],
      layout: {xaxis: {title: {text: t('days_hidden')}}, yaxis: {title: {text: t('moved')}, rangemode: 'tozero'}},
    },
    sentence: verdict === 'too little data' ? t('deletion_too_little') : t(verdict === 'agrees' ? 'deletion_agrees' : 'deletion_not', {r: number(r, language), more: percent(auc), newest: percent(newest)}),
    table: {columns: [t('days_hidden'), t('date'), t('attended_first'), t('random_order')], rows: hidden.map((count, i) => [count, days[i] ?? null, number(curve[i], language, 3), number(random[i], language, 3)])},
  }
}
