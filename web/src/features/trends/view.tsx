// Page Trends: one dimension over time with its rolling statistics, changes and rhythms.
import {useTranslation} from 'react-i18next'
import {framesOf} from '../../shared/api/frames'
import type {Answer} from '../../shared/api/types'
import {Chart} from '../../shared/chart/chart'
import {useFigureContext} from '../../shared/chart/figure_context'
import {Chips} from '../../shared/components/chips'
import {Loaded, Loading} from '../../shared/components/loaded'
import {usePeople, usePerson} from '../../shared/routing/person'
import {useRoute} from '../../shared/routing/route'
import {useLabels} from '../../shared/i18n/labels'
import {useChanges, useFrames} from './api'
import {Changes} from './changes'
import {trendFigure} from './figure'
import {Rhythms} from './rhythms'

const dates = {'30': 30, '90': 90, '365': 365, all: 3660} as const
const ranges = ['30', '90', '365', 'all'] as const

export default function Trends() {
  const {t} = useTranslation('trends')
  const people = usePeople()
  const person = usePerson()
  const {params} = useRoute()
  const range = ranges.find(one => one === params.get('range')) ?? '90'
  const summary = useFrames(person, dates[range])
  if (people.state === 'waiting') return <Loading />
  return (
    <>
      <h1>{t('title')}</h1>
      <Loaded resource={summary} missing={<p className="note">{t('nobody')}</p>}>
        {found => (found.dimensions.some(one => one.frames) && person ? <TrendSections key={person} person={person} summary={found} range={range} /> : <p className="note">{t('nobody')}</p>)}
      </Loaded>
    </>
  )
}

function TrendSections({person, summary, range}: {person: string; summary: Answer<'summary'>; range: string}) {
  const {t} = useTranslation('trends')
  const label = useLabels()
  const {params} = useRoute()
  const context = useFigureContext('trends')
  const changes = useChanges(person)
  const names = summary.dimensions.map(one => one.name)
  const shown = summary.dimensions.find(one => one.name === params.get('dimension')) ?? summary.dimensions[0]
  if (!shown) return null
  const {name} = shown
  const found = changes.state === 'shown' ? changes.value.changes.filter(one => one.dimension === name) : []
  return (
    <div className="stack loose">
      <section className="stack" aria-label={t('over_time')}>
        <Chips param="dimension" options={names} value={name} labelOf={label} label={t('dimension')} />
        <Chips param="range" options={ranges} value={range} labelOf={one => t(`range.${one}`)} label={t('range_label')} />
        <div className="card"><Chart name={t('chart', {name: label(name)})} chart={trendFigure(name, framesOf(shown), found, context)} height={340} /></div>
        <p className="small muted reading">{t('day_means')}</p>
      </section>
      <Loaded resource={changes}>{answer => <Changes changes={answer.changes.filter(one => one.dimension === name)} name={label(name)} tooLittle={answer.too_little_data.includes(name)} />}</Loaded>
      <Rhythms person={person} dimension={name} />
    </div>
  )
}
