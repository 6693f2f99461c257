// Alerts, most serious first; each can be snoozed for some days.
import {useState} from 'react'
import {useTranslation} from 'react-i18next'
import {Refusal} from '../../shared/api/refusal'
import {Icon} from '../../shared/components/icons'
import {Refused} from '../../shared/components/loaded'
import {showToast} from '../../shared/components/toast'
import {date} from '../../shared/i18n/format'
import {useLabels} from '../../shared/i18n/labels'
import {useLanguage} from '../../shared/i18n/language'
import {snooze, type Alert} from './api'

const spans = [1, 7, 30]

export function Alerts({person, alerts, mayWrite}: {person: string; alerts: Alert[]; mayWrite: boolean}) {
  const {t} = useTranslation('today')
  const active = alerts.filter(alert => !alert.snoozed_until)
  const snoozed = alerts.filter(alert => alert.snoozed_until)
  return (
    <section className="stack tight" aria-labelledby="alerts">
      <h2 id="alerts" className="hidden">{t('alerts')}</h2>
      {active.map(alert => <AlertCard key={alert.id} {...{person, alert, mayWrite}} />)}
      {alerts.length === 0 && <p className="row line muted"><Icon name="check" size={18} />{t('no_alerts')}</p>}
      {snoozed.length > 0 && (
        <details className="more">
          <summary>{t('quiet', {count: snoozed.length})}</summary>
          <div className="stack tight">{snoozed.map(alert => <AlertCard key={alert.id} {...{person, alert, mayWrite}} />)}</div>
        </details>
      )}
    </section>
  )
}

function AlertCard({person, alert, mayWrite}: {person: string; alert: Alert; mayWrite: boolean}) {
  const {t} = useTranslation('today')
  const {t: shared} = useTranslation('shared')
  const language = useLanguage()
  const label = useLabels()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const snoozeFor = async (days: number) => {
    setRefusal(null)
    try {
      await snooze(person, alert.id, days)
      showToast({message: t('snoozed', {name: label(alert.dimension), count: days})})
    } catch (error) {
      setRefusal(error instanceof Refusal ? error : new Refusal(-1, String(error)))
    }
  }
  return (
    <article className={`card alert ${alert.level}`} aria-label={label(alert.dimension)}>
      <div className="row">
        <span className={`badge ${alert.level}`}><Icon name={alert.level === 'watch' ? 'bell' : 'warning'} size={15} />{shared(`level.${alert.level}`)}</span>
        <strong>{label(alert.dimension)}</strong>
        <span className="muted small">{alert.snoozed_until ? t('quiet_until', {date: date(alert.snoozed_until, language)}) : t('since', {date: date(alert.since, language)})}</span>
      </div>
      <p>{alert.reason}</p>
      {mayWrite && !alert.snoozed_until && (
        <div className="row small">
          <span className="muted">{t('snooze')}</span>
          {spans.map(days => <button key={days} type="button" className="chip" onClick={() => void snoozeFor(days)}>{t('days', {count: days})}</button>)}
        </div>
      )}
      {refusal && <Refused refusal={refusal} />}
    </article>
  )
}
