// Fan chart of a forecast after the last weeks of readings, and error by horizon. Pure.
import type {ChartModel, FigureContext} from '../../shared/chart/figure'
import type {DayFrame} from '../../shared/api/frames'
import {number, shortDate, signedNumber} from '../../shared/i18n/format'
import type {ForecastDay, Skill} from './api'

const quantileOf = (ahead: ForecastDay, quantile: '0.1' | '0.25' | '0.75' | '0.9') => ahead.quantiles[quantile]

// before  the last weeks of readings
// ahead   forecast of one dimension, by horizon
export function fanFigure(name: string, before: DayFrame[], ahead: ForecastDay[], context: FigureContext): ChartModel {
  const {palette, language, t, label} = context
  const days = ahead.map(one => one.date)
  const line = (quantile: '0.1' | '0.25' | '0.75' | '0.9') => ({
    type: 'scatter' as const, mode: 'lines' as const, x: days, y: ahead.map(one => quantileOf(one, quantile)), line: {width: 0}, hoverinfo: 'skip' as const, showlegend: false,
  })
  const last = ahead.at(-1)
  const first = ahead[0]
  return {
    figure: {
      data: [
        {type: 'scatter', mode: 'lines+markers', name: t('read'), x: before.map(one => one.day), y: before.map(one => one.value), line: {color: palette.muted, width: 1.5}, marker: {size: 5, color: palette.muted}, hovertemplate: '%{y:.2f}'},
        line('0.1'),
        {...line('0.9'), fill: 'tonexty', fillcolor: palette.withAlpha('series-1', 0.16), showlegend: true, name: t('eighty')},
        line('0.25'),
        {...line('0.75'), fill: 'tonexty', fillcolor: palette.withAlpha('series-1', 0.28), showlegend: true, name: t('half')},
        {type: 'scatter', mode: 'lines+markers', name: t('expected'), x: days, y: ahead.map(one => one.mean), line: {color: palette['series-1'], width: 2.5}, marker: {size: 6, symbol: 'diamond', color: palette['series-1']}, hovertemplate: '%{y:.2f}'},
      ],
      layout: {xaxis: {type: 'date', nticks: 6}, yaxis: {title: {text: label(name)}}},
    },
    sentence:
      first && last
        ? t('fan', {
            name: label(name), day: shortDate(first.date, language), mean: number(first.mean, language, 1), low: number(quantileOf(first, '0.1'), language, 1), high: number(quantileOf(first, '0.9'), language, 1),
            last: shortDate(last.date, language), last_low: number(quantileOf(last, '0.1'), language, 1), last_high: number(quantileOf(last, '0.9'), language, 1),
          })
        : t('too_little', {name: label(name)}),
    table: {
      columns: [t('date'), t('expected'), t('column_eighty'), t('column_half')],
      rows: ahead.map(one => [
        one.date, number(one.mean, language), `${number(quantileOf(one, '0.1'), language)} – ${number(quantileOf(one, '0.9'), language)}`, `${number(quantileOf(one, '0.25'), language)} – ${number(quantileOf(one, '0.75'), language)}`,
      ]),
    },
  }
}

const dashes = ['solid', 'dash', 'dot', 'dashdot', 'longdash', 'longdashdot'] as const
const symbols = ['diamond', 'circle', 'square', 'triangle-up', 'x', 'cross'] as const

// Mean absolute error by horizon: the model in use (`followed`) and the baselines.
export function skillFigure(skill: Skill[], context: FigureContext): ChartModel {
  const {palette, language, t} = context
  const models = [...new Set(skill.map(one => one.model))]
  const horizons = [...new Set(skill.map(one => one.horizon))].sort((a, b) => a - b)
  const of = (model: string, horizon: number) => skill.find(one => one.model === model && one.horizon === horizon)
  const longest = horizons.at(-1) ?? 0
  const own = of('followed', longest)
  const plain = of('persistence', longest)
  return {
    figure: {
      data: models.map((model, i) => ({
        type: 'scatter', mode: 'lines+markers', name: t(`model.${model}`), x: horizons.map(String), y: horizons.map(horizon => of(model, horizon)?.mae ?? null),
        line: {color: model === 'followed' ? palette['series-1'] : palette.series[(i + 1) % palette.series.length], width: model === 'followed' ? 3 : 1.5, dash: model === 'followed' ? 'solid' : dashes[(i % 5) + 1]},
        marker: {size: 7, symbol: model === 'followed' ? 'diamond' : symbols[(i % 5) + 1]}, hovertemplate: '%{y:.3f}',
      })),
      layout: {xaxis: {type: 'category', title: {text: t('days_ahead')}}, yaxis: {title: {text: t('error')}, rangemode: 'tozero'}},
    },
    sentence:
      own && plain && own.mae !== null && plain.mae !== null
        ? t('skill_sentence', {days: longest, own: number(own.mae, language), plain: number(plain.mae, language), part: Math.round(100 * (1 - own.mae / plain.mae)), covered: Math.round(100 * (own.coverage80 ?? 0))})
        : t('no_skill'),
    table: {
      columns: [t('column_model'), t('days_ahead'), t('error'), t('against'), t('covered'), t('times')],
      rows: skill.map(one => [
        t(`model.${one.model}`), one.horizon, number(one.mae, language, 3), one.ci ? `${signedNumber(one.ci[0], language, 3)} – ${signedNumber(one.ci[1], language, 3)}` : null, one.coverage80 === null ? null : `${Math.round(100 * one.coverage80)} %`, one.n,
      ]),
    },
  }
}
