// Trends: one dimension over time in its double frame, what changed in it, and what comes back.
import {useTranslation} from 'react-i18next'
import {framesOf} from '../../shared/api/frames'
import type {Answer} from '../../shared/api/types'
import {Chart} from '../../shared/chart/chart'
import {useLook} from '../../shared/chart/look'
import {Chips} from '../../shared/parts/chips'
import {Loaded, Waiting} from '../../shared/parts/loaded'
import {usePeople, usePerson} from '../../shared/route/person'
import {useRoute} from '../../shared/route/route'
import {useLabels} from '../../shared/words/labels'
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
  const {given} = useRoute()
  const range = ranges.find(one => one === given.get('range')) ?? '90'
  const summary = useFrames(person, dates[range])
  if (people.state === 'waiting') return <Waiting />
  return (
    <>
      <h1>{t('title')}</h1>
      <Loaded of={summary} missing={<p className="note">{t('nobody')}</p>}>
        {found => (found.dimensions.some(one => one.frames) && person ? <Read key={person} person={person} summary={found} range={range} /> : <p className="note">{t('nobody')}</p>)}
      </Loaded>
    </>
  )
}

function Read({person, summary, range}: {person: string; summary: Answer<'summary'>; range: string}) {
  const {t} = useTranslation('trends')
  const label = useLabels()
  const {given} = useRoute()
  const look = useLook('trends')
  const changes = useChanges(person)
  const names = summary.dimensions.map(one => one.name)
  const shown = summary.dimensions.find(one => one.name === given.get('dimension')) ?? summary.dimensions[0]
  if (!shown) return null
  const {name} = shown
  const found = changes.state === 'shown' ? changes.value.changes.filter(one => one.dimension === name) : []
  return (
    <div className="stack loose">
      <section className="stack" aria-label={t('over_time')}>
        <Chips name="dimension" of={names} now={name} words={label} label={t('dimension')} />
        <Chips name="range" of={ranges} now={range} words={one => t(`range.${one}`)} label={t('range_label')} />
        <div className="card"><Chart name={t('chart', {name: label(name)})} chart={trendFigure(name, framesOf(shown), found, look)} height={340} /></div>
        <p className="small muted reading">{t('day_means')}</p>
      </section>
      <Loaded of={changes}>{answer => <Changes changes={answer.changes.filter(one => one.dimension === name)} name={label(name)} tooLittle={answer.too_little_data.includes(name)} />}</Loaded>
      <Rhythms person={person} dimension={name} />
    </div>
  )
}
