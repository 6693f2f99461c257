// Page Forecast: forecast of a dimension with its intervals, and its skill in a backtest on this diary.
import {useState} from 'react'
import {useTranslation} from 'react-i18next'
import {framesOf} from '../../shared/api/frames'
import {Chart} from '../../shared/chart/chart'
import {useFigureContext} from '../../shared/chart/figure_context'
import {Chips} from '../../shared/components/chips'
import {Loaded, Loading} from '../../shared/components/loaded'
import {usePeople, usePerson} from '../../shared/routing/person'
import {useRoute} from '../../shared/routing/route'
import {useLabels} from '../../shared/i18n/labels'
import {useComparison, useForecast, useFrames, type Forecast} from './api'
import {fanFigure, skillFigure} from './figure'

const days_before = 42

export default function ForecastPage() {
  const {t} = useTranslation('forecast')
  const people = usePeople()
  const person = usePerson()
  if (people.state === 'waiting') return <Loading />
  return (
    <>
      <h1>{t('title')}</h1>
      <Loaded resource={useForecast(person)} missing={<p className="note">{t('nobody')}</p>}>
        {found => (found.forecast.length > 0 && person ? <ForecastSections key={person} person={person} forecast={found} /> : <p className="note">{t('too_few_days')}</p>)}
      </Loaded>
    </>
  )
}

function ForecastSections({person, forecast}: {person: string; forecast: Forecast}) {
  const {t} = useTranslation('forecast')
  const context = useFigureContext('forecast')
  const label = useLabels()
  const {params} = useRoute()
  const [comparing, setComparing] = useState(false)
  const names = [...new Set(forecast.forecast.map(one => one.dimension))]
  const requested = params.get('dimension')
  const name = requested && names.includes(requested) ? requested : names[0] ?? ''
  const ahead = forecast.forecast.filter(one => one.dimension === name)
  const before = useFrames(person, days_before)
  return (
    <div className="stack loose">
      <section className="stack" aria-labelledby="fan">
        <h2 id="fan">{t('ahead')}</h2>
        <Chips param="dimension" options={names} value={name} labelOf={label} label={t('dimension')} />
        <Loaded resource={before} hideAge>{read => <div className="card"><Chart name={t('chart', {name: label(name)})} chart={fanFigure(name, read.dimensions.filter(one => one.name === name).flatMap(framesOf), ahead, context)} height={320} /></div>}</Loaded>
        <p className="small muted reading">{t('model_used', {model: t(`model.${ahead[0]?.model}`)})} {t('doubt')}</p>
      </section>
      <section className="stack" aria-labelledby="skill">
        <h2 id="skill">{t('skill')}</h2>
        <div className="card"><Chart name={t('skill')} chart={skillFigure(forecast.skill, context)} /></div>
        {comparing ? <ModelComparison person={person} /> : <span><button type="button" className="button" onClick={() => setComparing(true)}>{t('compare')}</button></span>}
      </section>
    </div>
  )
}

function ModelComparison({person}: {person: string}) {
  const {t} = useTranslation('forecast')
  const context = useFigureContext('forecast')
  return (
    <Loaded resource={useComparison(person)}>
      {found => (
        <div className="card stack">
          <Chart name={t('compared')} chart={skillFigure(found.skill, context)} height={360} />
          <p className="reading">{t(`surroundings.${found.surroundings_help.verdict.replaceAll(' ', '_')}`, {defaultValue: found.surroundings_help.verdict})}</p>
        </div>
      )}
    </Loaded>
  )
}
