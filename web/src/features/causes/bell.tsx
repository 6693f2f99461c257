// How much is best: an exposure's answer with its zones and the measured days; humidity's bell moves with PM2.5.
import {useState} from 'react'
import {useTranslation} from 'react-i18next'
import {Chart} from '../../shared/chart/chart'
import {useLook} from '../../shared/chart/look'
import {Chips} from '../../shared/parts/chips'
import {useRoute} from '../../shared/route/route'
import {number} from '../../shared/words/format'
import {useLabels} from '../../shared/words/labels'
import {useLanguage} from '../../shared/words/language'
import {useAir, useReadings, type Dose} from './api'
import {doseFigure, measured} from './figure'

const pair: Record<string, string> = {moisture: 'oil', oil: 'moisture'}

export function Bell({person, all}: {person: string; all: Dose[]}) {
  const {t} = useTranslation('causes')
  const label = useLabels()
  const language = useLanguage()
  const look = useLook('causes')
  const {given} = useRoute()
  const [moved, move] = useState(0)
  const readings = useReadings(person)
  const air = useAir(person)
  const exposures = [...new Set(all.map(one => one.exposure))]
  if (exposures.length === 0) return <section className="stack"><h2>{t('bell')}</h2><p className="note">{t('bell_none')}</p></section>
  const exposure = exposures.find(one => one === given.get('exposure')) ?? (exposures.includes('humidity') ? 'humidity' : exposures[0] ?? '')
  const doses = all.filter(one => one.exposure === exposure)
  const dose = doses.find(one => one.dimension === given.get('of')) ?? doses.find(one => one.dimension === 'moisture') ?? doses[0]
  if (!dose) return null
  const beside = doses.find(one => one.dimension === pair[dose.dimension]) ?? null
  const points = readings.state === 'shown' && air.state === 'shown' ? measured(readings.value.entries, air.value.entries, exposure, dose.dimension) : []
  const shift = dose.shift?.by && dose.shift.per_100 !== null ? {by: dose.shift.by, per_100: dose.shift.per_100, ci: dose.shift.ci ?? []} : null
  return (
    <section className="stack" aria-labelledby="bell">
      <h2 id="bell">{t('bell')}</h2>
      <Chips name="exposure" of={exposures} now={exposure} words={label} label={t('exposure')} />
      <Chips name="of" of={doses.map(one => one.dimension)} now={dose.dimension} words={label} label={t('dimension')} />
      <div className="card stack">
        <Chart name={t('bell_chart', {exposure: label(exposure), dimension: label(dose.dimension)})} chart={doseFigure(dose, beside, points, shift ? moved : 0, look)} height={340} />
        {shift && dose.verdict === 'found' && (
          <label className="field">
            <span className="name">{t('slider', {by: label(shift.by), moved})}</span>
            <input type="range" min={-50} max={200} step={10} value={moved} onChange={event => move(Number(event.target.value))} />
            <span className="small muted">{t('shift', {by: label(shift.by), per: number(shift.per_100, language, 1), low: number(shift.ci[0], language, 1), high: number(shift.ci[1], language, 1)})}</span>
          </label>
        )}
      </div>
    </section>
  )
}
