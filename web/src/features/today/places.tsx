// Today in the frame of each dimension: a strip with the usual of 30 days, the mean of 7, and today; and in words.
import {useTranslation} from 'react-i18next'
import type {Profile} from '../../shared/api/types'
import {Icon} from '../../shared/components/icons'
import {number, joinSentences, shortDate, timestamp} from '../../shared/i18n/format'
import {labelsOf, unitSymbol} from '../../shared/i18n/labels'
import {useLanguage} from '../../shared/i18n/language'
import type {Placed, Summary} from './api'
import {course, sense, standing, strip, type Strip} from './frame'

export function Places({summary, profile}: {summary: Summary; profile: Profile}) {
  const {t} = useTranslation('today')
  const language = useLanguage()
  // The last date with a reading need not be today.
  const then = summary.to && summary.to !== timestamp(new Date()).slice(0, 10) ? shortDate(summary.to, language) : null
  return (
    <section className="stack" aria-labelledby="places">
      <div className="stack tight">
        <h2 id="places">{then ? t('places_then', {date: then}) : t('places')}</h2>
        <p className="legend small muted" aria-hidden="true">
          <span className="key band" />{t('key.band', {days: profile.reference.baseline_days})}
          <span className="key window" />{t('key.window', {days: profile.reference.window_days})}
          <span className="key dot" />{then ? t('key.then', {date: then}) : t('key.today')}
        </p>
      </div>
      <ul className="places">{summary.dimensions.map(placed => <Place key={placed.name} placed={placed} profile={profile} />)}</ul>
    </section>
  )
}

function Place({placed, profile}: {placed: Placed; profile: Profile}) {
  const {t} = useTranslation('today')
  const language = useLanguage()
  const label = labelsOf(profile, language)
  const {reference} = profile
  const dimension = profile.dimensions.find(one => one.name === placed.name)
  const drawn = strip(placed, (dimension?.range as [number, number] | undefined) ?? [-10, 10])
  const where = placed.z_baseline === null ? null : standing(placed.z_baseline)
  const judged = where && sense(where, dimension?.better ?? 'middle')
  const goes = course(placed)
  const unit = dimension?.derived ? t('sd') : unitSymbol(placed.unit)
  return (
    <li className="card place">
      <div className="row apart">
        <h3>{label(placed.name)}</h3>
        {where && (
          <span className={`badge ${judged === 'neutral' ? '' : judged}`}>
            <Icon name={where === 'usual' ? 'check' : where.includes('higher') ? 'up' : 'down'} size={14} />
            {t(`standing.${where}`)}
          </span>
        )}
      </div>
      <p className="row now">
        <span className="large number">{number(placed.today, language)}</span>
        {unit && placed.today !== null && <span className="muted small">{unit}</span>}
        {placed.outlier_today && <span className="badge watch">{t('outlier')}</span>}
      </p>
      {drawn && <Picture drawn={drawn} label={t('strip', {name: label(placed.name), window: reference.window_days, baseline: reference.baseline_days, low: number(drawn.low, language, 1), high: number(drawn.high, language, 1)})} ends={[number(drawn.low, language, 1), number(drawn.high, language, 1)]} />}
      <p className="small muted">
        {joinSentences([
          t('means', {window_days: reference.window_days, baseline_days: reference.baseline_days, window: number(placed.window_mean, language), baseline: number(placed.baseline_mean, language)}),
          placed.percentile !== null && t('percentile', {days: reference.baseline_days, percent: number(placed.percentile, language, 0)}),
          goes && t(`course.${goes}`, {change: number(Math.abs(placed.trend_per_week!), language)}),
          placed.z_baseline_missing && t(`missing.${placed.z_baseline_missing}`),
        ], language)}
      </p>
    </li>
  )
}

const percent = (part: number) => `${2 + 96 * part}%`

function Picture({drawn, label, ends}: {drawn: Strip; label: string; ends: [string, string]}) {
  return (
    <div className="strip">
      <svg width="100%" height="28" role="img" aria-label={label}>
        <line className="axis" x1="2%" x2="98%" y1="14" y2="14" />
        {drawn.band && <rect className="band" x={percent(drawn.band[0])} width={`${96 * (drawn.band[1] - drawn.band[0])}%`} y="8" height="12" rx="6" />}
        {drawn.window !== null && <line className="window" x1={percent(drawn.window)} x2={percent(drawn.window)} y1="4" y2="24" />}
        {drawn.today !== null && <circle className="dot" cx={percent(drawn.today)} cy="14" r="7" />}
      </svg>
      <span className="ends small muted number" aria-hidden="true"><span>{ends[0]}</span><span>{ends[1]}</span></span>
    </div>
  )
}
