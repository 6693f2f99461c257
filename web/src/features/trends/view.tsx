// Trends: one dimension over time in its double frame, what changed in it, and what comes back.
import {useTranslation} from 'react-i18next'
import type {Entry} from '../../shared/api/types'
import {Chart} from '../../shared/chart/chart'
import {useLook} from '../../shared/chart/look'
import {Chips} from '../../shared/parts/chips'
import {Loaded, Waiting} from '../../shared/parts/loaded'
import {usePeople, usePerson} from '../../shared/route/person'
import {useRoute} from '../../shared/route/route'
import {dailyMeans, framed, plusDays} from '../../shared/series/days'
import {useLabels, useProfile} from '../../shared/words/labels'
import {useChanges, useReadings} from './api'
import {Changes} from './changes'
import {trendFigure} from './figure'
import {Rhythms} from './rhythms'

const ranges = ['30', '90', '365', 'all'] as const

export default function Trends() {
  const {t} = useTranslation('trends')
  const people = usePeople()
  const person = usePerson()
  const readings = useReadings(person ?? '')
  if (people.state === 'waiting') return <Waiting />
  return (
    <>
      <h1>{t('title')}</h1>
      <Loaded of={readings} missing={<p className="note">{t('nobody')}</p>}>
        {read => (read.entries.length > 0 && person ? <Read key={person} person={person} entries={read.entries} left={read.left} /> : <p className="note">{t('nobody')}</p>)}
      </Loaded>
    </>
  )
}

function Read({person, entries, left}: {person: string; entries: Entry[]; left: number}) {
  const {t} = useTranslation('trends')
  const label = useLabels()
  const profile = useProfile()
  const {given} = useRoute()
  const look = useLook('trends')
  const changes = useChanges(person)
  const names = (profile?.dimensions ?? []).map(one => one.name).filter(one => dailyMeans(entries, one).length > 0)
  const asked = given.get('dimension') ?? ''
  const name = names.includes(asked) ? asked : (names[0] ?? '')
  const range = ranges.find(one => one === given.get('range')) ?? '90'
  const means = dailyMeans(entries, name)
  const frames = framed(means, profile?.reference.window_days ?? 7, profile?.reference.baseline_days ?? 30)
  const from = range === 'all' ? '' : plusDays(means.at(-1)?.day ?? '2000-01-01', 1 - Number(range))
  const found = changes.state === 'shown' ? changes.value.changes.filter(one => one.dimension === name) : []
  const shown = means.filter(one => one.day >= from)
  return (
    <div className="stack loose">
      <section className="stack" aria-label={t('over_time')}>
        <Chips name="dimension" of={names} now={name} words={label} label={t('dimension')} />
        <Chips name="range" of={ranges} now={range} words={one => t(`range.${one}`)} label={t('range_label')} />
        <div className="card"><Chart name={t('chart', {name: label(name)})} chart={trendFigure(name, shown, frames.filter(one => one.day >= (shown[0]?.day ?? from)), found, look)} height={340} /></div>
        <p className="small muted reading">{t('plain')} {left > 0 && t('left', {count: left})}</p>
      </section>
      <Loaded of={changes}>{answer => <Changes changes={answer.changes.filter(one => one.dimension === name)} name={label(name)} tooLittle={answer.too_little_data.includes(name)} />}</Loaded>
      <Rhythms person={person} dimension={name} />
    </div>
  )
}
