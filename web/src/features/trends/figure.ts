// Figure of one dimension over time: daily values, 7-day mean, baseline band, changes. Pure.
import type {Shape} from 'plotly.js'
import type {ChartModel, FigureContext} from '../../shared/chart/figure'
import type {DayFrame} from '../../shared/api/frames'
import {date, number, shortDate, signedNumber} from '../../shared/i18n/format'
import type {Change} from './api'

// frames   of the dates shown
// changes  of this dimension; those before the first date are omitted
export function trendFigure(name: string, frames: DayFrame[], changes: Change[], context: FigureContext): ChartModel {
  const {palette, language, t, label} = context
  const measured = frames.filter(one => one.value !== null)
  const first = frames[0]?.day ?? ''
  const visibleChanges = changes.filter(one => one.end >= first)
  const last = frames.at(-1)
  const latest = measured.at(-1)
  const days = frames.map(one => one.day)
  return {
    figure: {
      data: [
        {type: 'scatter', mode: 'lines', x: days, y: frames.map(one => one.low), line: {width: 0}, hoverinfo: 'skip', showlegend: false},
        {type: 'scatter', mode: 'lines', name: t('baseline'), x: days, y: frames.map(one => one.high), line: {width: 0}, fill: 'tonexty', fillcolor: palette.withAlpha('series-1', 0.15), hoverinfo: 'skip'},
        {type: 'scatter', mode: 'markers', name: t('day'), x: measured.map(one => one.day), y: measured.map(one => one.value), marker: {size: measured.length > 120 ? 4 : 6, color: palette.withAlpha('muted', 0.7)}, hovertemplate: '%{y:.2f}'},
        {type: 'scatter', mode: 'lines', name: t('window'), x: days, y: frames.map(one => one.window), line: {color: palette['series-1'], width: 2.5}, hovertemplate: '%{y:.2f}'},
      ],
      layout: {
        xaxis: {type: 'date', nticks: 6},
        yaxis: {title: {text: label(name)}},
        shapes: visibleChanges.map((one): Partial<Shape> =>
          one.start === one.end
            ? {type: 'line', x0: one.start, x1: one.start, y0: 0, y1: 1, yref: 'paper', line: {color: palette['series-3'], width: 2, dash: 'dash'}}
            : {type: 'rect', x0: one.start, x1: one.end, y0: 0, y1: 1, yref: 'paper', line: {width: 0}, fillcolor: palette.withAlpha('series-3', 0.12)},
        ),
        annotations: visibleChanges.map(one => ({
          x: one.start < first ? first : one.start, y: 1, yref: 'paper' as const, yanchor: 'bottom' as const, showarrow: false, text: `${one.size > 0 ? '↑' : '↓'} ${t(`kind.${one.kind}`)}`, font: {size: 11, color: palette['series-3']},
        })),
        legend: {y: 1.1},
        margin: {t: 36},
      },
    },
    sentence:
      latest && last
        ? t('trend', {
            name: label(name), day: shortDate(latest.day, language), value: number(latest.value, language, 1),
            window: number(last.window, language, 1), low: number(last.low, language, 1), high: number(last.high, language, 1),
          })
        : t('nothing', {name: label(name)}),
    table: {
      columns: [t('date'), t('day'), t('window'), t('baseline')],
      rows: measured
        .map(one => [one.day, number(one.value, language), number(one.window, language), one.low === null ? null : `${number(one.low, language)} – ${number(one.high, language)}`])
        .reverse(),
    },
  }
}

// Details of a change: size with interval, confidence, date of detection.
export const evidenceLines = (change: Change, context: FigureContext): string[] => [
  context.t('evidence.size', {size: signedNumber(change.size, context.language), low: signedNumber(change.ci?.[0], context.language), high: signedNumber(change.ci?.[1], context.language)}),
  context.t('evidence.sure', {kind: context.t(`kind.${change.kind}`), part: Math.round(100 * change.confidence)}),
  change.detected_on ? context.t('evidence.told', {day: date(change.detected_on, context.language)}) : context.t('evidence.not_told'),
]
