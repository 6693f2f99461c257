// A card per dimension: a strip with the 30-day band, the 7-day mean and today; the same as text.
import {useTranslation} from 'react-i18next'
import type {Profile} from '../../shared/api/types'
import {Icon} from '../../shared/components/icons'
import {joinSentences, number, shortDate, timestamp} from '../../shared/i18n/format'
import {labelsOf, unitSymbol} from '../../shared/i18n/labels'
import {useLanguage} from '../../shared/i18n/language'
import type {DimensionSummary, Summary} from './api'
import {standingOf, stripOf, toneOf, trendOf, type Strip} from './standing'

export function DimensionCards({summary, profile}: {summary: Summary; profile: Profile}) {
  const {t} = useTranslation('today')
  const language = useLanguage()
  // The last date with a reading may be before today.
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
      <ul className="places">{summary.dimensions.map(one => <DimensionCard key={one.name} summary={one} profile={profile} />)}</ul>
    </section>
  )
}

function DimensionCard({summary, profile}: {summary: DimensionSummary; profile: Profile}) {
  const {t} = useTranslation('today')
  const language = useLanguage()
  const label = labelsOf(profile, language)
  const {reference} = profile
  const dimension = profile.dimensions.find(one => one.name === summary.name)
  const strip = stripOf(summary, (dimension?.range as [number, number] | undefined) ?? [-10, 10])
  const standing = summary.z_baseline === null ? null : standingOf(summary.z_baseline)
  const tone = standing && toneOf(standing, dimension?.better ?? 'middle')
  const trend = trendOf(summary)
  const unit = dimension?.derived ? t('sd') : unitSymbol(summary.unit)
  return (
    <li className="card place">
      <div className="row apart">
        <h3>{label(summary.name)}</h3>
        {standing && (
          <span className={`badge ${tone === 'neutral' ? '' : tone}`}>
            <Icon name={standing === 'usual' ? 'check' : standing.includes('higher') ? 'up' : 'down'} size={14} />
            {t(`standing.${standing}`)}
          </span>
        )}
      </div>
      <p className="row now">
        <span className="large number">{number(summary.today, language)}</span>
        {unit && summary.today !== null && <span className="muted small">{unit}</span>}
        {summary.outlier_today && <span className="badge watch">{t('outlier')}</span>}
      </p>
      {strip && <StripChart strip={strip} label={t('strip', {name: label(summary.name), window: reference.window_days, baseline: reference.baseline_days, low: number(strip.low, language, 1), high: number(strip.high, language, 1)})} ends={[number(strip.low, language, 1), number(strip.high, language, 1)]} />}
      <p className="small muted">
        {joinSentences([
          t('means', {window_days: reference.window_days, baseline_days: reference.baseline_days, window: number(summary.window_mean, language), baseline: number(summary.baseline_mean, language)}),
          summary.percentile !== null && t('percentile', {days: reference.baseline_days, percent: number(summary.percentile, language, 0)}),
          trend && t(`course.${trend}`, {change: number(Math.abs(summary.trend_per_week!), language)}),
          summary.z_baseline_missing && t(`missing.${summary.z_baseline_missing}`),
        ], language)}
      </p>
    </li>
  )
}

const percent = (part: number) => `${2 + 96 * part}%`

function StripChart({strip, label, ends}: {strip: Strip; label: string; ends: [string, string]}) {
  return (
    <div className="strip">
      <svg width="100%" height="28" role="img" aria-label={label}>
        <line className="axis" x1="2%" x2="98%" y1="14" y2="14" />
        {strip.band && <rect className="band" x={percent(strip.band[0])} width={`${96 * (strip.band[1] - strip.band[0])}%`} y="8" height="12" rx="6" />}
        {strip.window !== null && <line className="window" x1={percent(strip.window)} x2={percent(strip.window)} y1="4" y2="24" />}
        {strip.today !== null && <circle className="dot" cx={percent(strip.today)} cy="14" r="7" />}
      </svg>
      <span className="ends small muted number" aria-hidden="true"><span>{ends[0]}</span><span>{ends[1]}</span></span>
    </div>
  )
}
