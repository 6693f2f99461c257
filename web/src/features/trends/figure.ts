// One dimension over time in its double frame, with the changes that were found.
import type {Shape} from 'plotly.js'
import type {Chartable, Look} from '../../shared/chart/figure'
import type {DayFrame} from '../../shared/api/frames'
import {date, number, shortDate, signed} from '../../shared/words/format'
import type {Change} from './api'

// frames: of the dates shown. changes: of this dimension; those before the first date are not drawn.
export function trendFigure(name: string, frames: DayFrame[], changes: Change[], look: Look): Chartable {
  const {palette, language, words, label} = look
  const read = frames.filter(one => one.value !== null)
  const first = frames[0]?.day ?? ''
  const seen = changes.filter(one => one.end >= first)
  const last = frames.at(-1)
  const latest = read.at(-1)
  const days = frames.map(one => one.day)
  return {
    figure: {
      data: [
        {type: 'scatter', mode: 'lines', x: days, y: frames.map(one => one.low), line: {width: 0}, hoverinfo: 'skip', showlegend: false},
        {type: 'scatter', mode: 'lines', name: words('baseline'), x: days, y: frames.map(one => one.high), line: {width: 0}, fill: 'tonexty', fillcolor: palette.fade('series-1', 0.15), hoverinfo: 'skip'},
        {type: 'scatter', mode: 'markers', name: words('day'), x: read.map(one => one.day), y: read.map(one => one.value), marker: {size: read.length > 120 ? 4 : 6, color: palette.fade('muted', 0.7)}, hovertemplate: '%{y:.2f}'},
        {type: 'scatter', mode: 'lines', name: words('window'), x: days, y: frames.map(one => one.window), line: {color: palette['series-1'], width: 2.5}, hovertemplate: '%{y:.2f}'},
      ],
      layout: {
        xaxis: {type: 'date', nticks: 6},
        yaxis: {title: {text: label(name)}},
        shapes: seen.map((one): Partial<Shape> =>
          one.start === one.end
            ? {type: 'line', x0: one.start, x1: one.start, y0: 0, y1: 1, yref: 'paper', line: {color: palette['series-3'], width: 2, dash: 'dash'}}
            : {type: 'rect', x0: one.start, x1: one.end, y0: 0, y1: 1, yref: 'paper', line: {width: 0}, fillcolor: palette.fade('series-3', 0.12)},
        ),
        annotations: seen.map(one => ({
          x: one.start < first ? first : one.start, y: 1, yref: 'paper' as const, yanchor: 'bottom' as const, showarrow: false, text: `${one.size > 0 ? '↑' : '↓'} ${words(`kind.${one.kind}`)}`, font: {size: 11, color: palette['series-3']},
        })),
        legend: {y: 1.1},
        margin: {t: 36},
      },
    },
    sentence:
      latest && last
        ? words('trend', {
            name: label(name), day: shortDate(latest.day, language), value: number(latest.value, language, 1),
            window: number(last.window, language, 1), low: number(last.low, language, 1), high: number(last.high, language, 1),
          })
        : words('nothing', {name: label(name)}),
    table: {
      columns: [words('date'), words('day'), words('window'), words('baseline')],
      rows: read
        .map(one => [one.day, number(one.value, language), number(one.window, language), one.low === null ? null : `${number(one.low, language)} – ${number(one.high, language)}`])
        .reverse(),
    },
  }
}

// A change in words beside the program's own sentence: how sure, and since when it was told.
export const evidence = (change: Change, look: Look): string[] => [
  look.words('evidence.size', {size: signed(change.size, look.language), low: signed(change.ci?.[0], look.language), high: signed(change.ci?.[1], look.language)}),
  look.words('evidence.sure', {kind: look.words(`kind.${change.kind}`), part: Math.round(100 * change.confidence)}),
  change.detected_on ? look.words('evidence.told', {day: date(change.detected_on, look.language)}) : look.words('evidence.not_told'),
]
