// Dose-response curve of an exposure with its zones and the measured days; a slider sets the exposure that shifts it
// (PM2.5 for humidity).
import {useState} from 'react'
import {useTranslation} from 'react-i18next'
import {Chart} from '../../shared/chart/chart'
import {useFigureContext} from '../../shared/chart/figure_context'
import {Chips} from '../../shared/components/chips'
import {useRoute} from '../../shared/routing/route'
import {number} from '../../shared/i18n/format'
import {unitsOf, useLabels, useProfile} from '../../shared/i18n/labels'
import {useLanguage} from '../../shared/i18n/language'
import {useDose, type Dose} from './api'
import {doseFigure} from './figure'

const pairs: Record<string, string> = {moisture: 'oil', oil: 'moisture'}

export function DoseResponse({person, doses}: {person: string; doses: Dose[]}) {
  const {t} = useTranslation('causes')
  const label = useLabels()
  const language = useLanguage()
  const context = useFigureContext('causes')
  const units = unitsOf(useProfile())
  const {params} = useRoute()
  const [at, setAt] = useState<number | null>(null)
  const exposures = [...new Set(doses.map(one => one.exposure))]
  const exposure = exposures.find(one => one === params.get('exposure')) ?? (exposures.includes('humidity') ? 'humidity' : exposures[0] ?? '')
  const days = useDose(person, exposure || null)
  const ofExposure = doses.filter(one => one.exposure === exposure)
  const dose = ofExposure.find(one => one.dimension === params.get('of')) ?? ofExposure.find(one => one.dimension === 'moisture') ?? ofExposure[0]
  if (!dose) return <section className="stack"><h2>{t('bell')}</h2><p className="note">{t('bell_none')}</p></section>
  const paired = ofExposure.find(one => one.dimension === pairs[dose.dimension]) ?? null
  const measured = days.state === 'shown' ? days.value.dose.find(one => one.exposure === exposure && one.dimension === dose.dimension)?.measured : undefined
  const {by, median, per_100: per, ci} = dose.shift
  return (
    <section className="stack" aria-labelledby="bell">
      <h2 id="bell">{t('bell')}</h2>
      <Chips param="exposure" options={exposures} value={exposure} labelOf={label} label={t('exposure')} />
      <Chips param="of" options={ofExposure.map(one => one.dimension)} value={dose.dimension} labelOf={label} label={t('dimension')} />
      <div className="card stack">
        <Chart name={t('bell_chart', {exposure: label(exposure), dimension: label(dose.dimension)})} chart={doseFigure(dose, paired, (measured ?? []) as [number, number][], at, context)} height={340} />
        {by && median !== null && per !== null && (
          <label className="field">
            <span className="name">{t('slider', {by: label(by), at: number(at ?? median, language, 0), unit: units(by), usual: number(median, language, 0)})}</span>
            <input type="range" min={0} max={250} step={1} value={at ?? median} onChange={event => setAt(Number(event.target.value))} />
            <span className="small muted">{t('shift', {by: label(by), per: number(per, language, 1), low: number(ci?.[0], language, 1), high: number(ci?.[1], language, 1)})}</span>
          </label>
        )}
      </div>
    </section>
  )
}
