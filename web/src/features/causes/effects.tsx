// Ranked list of effects; the selected one has a chart over the days after the cause.
import {useTranslation} from 'react-i18next'
import {Chart} from '../../shared/chart/chart'
import {useFigureContext} from '../../shared/chart/figure_context'
import {Icon} from '../../shared/components/icons'
import {setParams, useRoute} from '../../shared/routing/route'
import {signedNumber} from '../../shared/i18n/format'
import {useLabels} from '../../shared/i18n/labels'
import {useLanguage} from '../../shared/i18n/language'
import type {Effect} from './api'
import {evidenceLines, lagFigure, rankEffects} from './figure'

const idOf = (one: Effect) => `${one.cause}~${one.dimension}`

export function Effects({effects}: {effects: Effect[]}) {
  const {t} = useTranslation('causes')
  const found = rankEffects(effects, 'found')
  const others = (['confounded', 'none found', 'too little data'] as const).map(verdict => ({verdict, all: rankEffects(effects, verdict)})).filter(one => one.all.length > 0)
  const {params} = useRoute()
  const open = effects.find(one => idOf(one) === params.get('effect')) ?? found[0]
  return (
    <section className="stack" aria-labelledby="effects">
      <h2 id="effects">{t('effects')}</h2>
      {found.length === 0 && <p className="note">{t('effects_none')}</p>}
      {open && <EffectDetails effect={open} />}
      {found.length > 0 && <EffectList effects={found} open={open} />}
      {others.map(({verdict, all}) => (
        <details key={verdict}>
          <summary>{t(`verdict.${verdict.replaceAll(' ', '_')}`, {count: all.length})}</summary>
          <EffectList effects={all} open={open} />
        </details>
      ))}
    </section>
  )
}

function EffectList({effects, open}: {effects: Effect[]; open: Effect | undefined}) {
  const label = useLabels()
  const language = useLanguage()
  return (
    <ul className="effects">
      {effects.map(one => (
        <li key={idOf(one)}>
          <button type="button" className="chip" aria-pressed={one === open} onClick={() => setParams({effect: idOf(one)})}>
            {one.total !== null && <Icon name={one.total > 0 ? 'up' : 'down'} size={16} />}
            {label(one.cause)} → {label(one.dimension)} <span className="muted number">{signedNumber(one.total, language)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function EffectDetails({effect}: {effect: Effect}) {
  const {t} = useTranslation('causes')
  const label = useLabels()
  const context = useFigureContext('causes')
  return (
    <div className="card stack">
      <Chart name={t('lag_chart', {cause: label(effect.cause), dimension: label(effect.dimension)})} chart={lagFigure(effect, context)} />
      <details>
        <summary>{t('evidence.title')}</summary>
        <ul className="small muted">{evidenceLines(effect, context).map(line => <li key={line}>{line}</li>)}</ul>
      </details>
    </div>
  )
}
