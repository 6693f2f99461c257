// Page Attention: explanation of tomorrow's forecast, and whether the attention weights agree with it.
import {useTranslation} from 'react-i18next'
import {Chart} from '../../shared/chart/chart'
import {useFigureContext} from '../../shared/chart/figure_context'
import {Chips} from '../../shared/components/chips'
import {Loaded, Loading} from '../../shared/components/loaded'
import {usePeople, usePerson} from '../../shared/routing/person'
import {useRoute} from '../../shared/routing/route'
import {number, shortDate} from '../../shared/i18n/format'
import {useLabels} from '../../shared/i18n/labels'
import {useLanguage} from '../../shared/i18n/language'
import {useExplanation, type Explanation} from './api'
import {deletionFigure, heatFigure, influenceFigure, occlusionFigure, rhythmFigure} from './figure'

export default function Attention() {
  const {t} = useTranslation('attention')
  const people = usePeople()
  const person = usePerson()
  if (people.state === 'waiting') return <Loading />
  return (
    <>
      <header className="stack tight">
        <h1>{t('title')}</h1>
        <p className="muted reading">{t('what')}</p>
      </header>
      <Loaded resource={useExplanation(person)} missing={<p className="note">{t('nobody')}</p>}>
        {found => (found.forecast.length > 0 ? <ExplanationSections key={person} explanation={found} /> : <p className="note">{t('too_few_days')}</p>)}
      </Loaded>
    </>
  )
}

function ExplanationSections({explanation}: {explanation: Explanation}) {
  const {t} = useTranslation('attention')
  const context = useFigureContext('attention')
  const label = useLabels()
  const language = useLanguage()
  const {params} = useRoute()
  const names = explanation.forecast.map(one => one.dimension)
  const requested = params.get('dimension') ?? ''
  const name = names.includes(requested) ? requested : (names[0] ?? '')
  const forecast = explanation.forecast.find(one => one.dimension === name)
  const dimension = label(name)
  return (
    <div className="stack loose">
      <section className="stack" aria-labelledby="influence">
        <h2 id="influence">{t('influence')}</h2>
        <Chips param="dimension" options={names} value={name} labelOf={label} label={t('dimension')} />
        {forecast && <p className="reading">{t('told', {dimension, day: shortDate(forecast.date, language), mean: number(forecast.mean, language, 2), path: number(forecast.path, language, 2), network: context.t(forecast.network >= 0 ? 'more' : 'less', {value: number(Math.abs(forecast.network), language, 2)})})}</p>}
        <div className="card"><Chart name={t('influence_chart', {dimension})} chart={influenceFigure(explanation.influence, name, context)} height={320} /></div>
        <div className="card"><Chart name={t('occlusion_chart', {dimension})} chart={occlusionFigure(explanation, name, context)} /></div>
      </section>
      <section className="stack" aria-labelledby="rhythms">
        <h2 id="rhythms">{t('rhythms')}</h2>
        <div className="card"><Chart name={t('rhythm_chart')} chart={rhythmFigure(explanation, context)} /></div>
        <p className="small muted reading">{t('rhythm_what')}</p>
      </section>
      <section className="stack" aria-labelledby="attention">
        <h2 id="attention">{t('attention')}</h2>
        <div className="card"><Chart name={t('heat_chart')} chart={heatFigure(explanation, context)} height={360} /></div>
        <div className="card"><Chart name={t('deletion_chart')} chart={deletionFigure(explanation, context)} /></div>
        <p className="small muted reading">{t('honest')}</p>
      </section>
    </div>
  )
}
