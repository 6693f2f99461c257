// Daily, monthly and seasonal rhythms of one dimension: amplitude, period and peak with their intervals.
import {useTranslation} from 'react-i18next'
import {Loaded} from '../../shared/components/loaded'
import {number, shortDate} from '../../shared/i18n/format'
import {useLanguage} from '../../shared/i18n/language'
import {useRhythms, type Rhythm} from './api'

export function Rhythms({person, dimension}: {person: string; dimension: string}) {
  const {t} = useTranslation('trends')
  return (
    <section className="stack" aria-labelledby="rhythms">
      <h2 id="rhythms">{t('rhythms')}</h2>
      <Loaded resource={useRhythms(person)}>
        {found => <ul className="grid">{found.rhythms.filter(one => one.dimension === dimension).map(one => <RhythmCard key={one.name} rhythm={one} />)}</ul>}
      </Loaded>
    </section>
  )
}

function RhythmCard({rhythm}: {rhythm: Rhythm}) {
  const {t} = useTranslation('trends')
  const language = useLanguage()
  const found = rhythm.verdict === 'found'
  const values = {
    amplitude: number(rhythm.amplitude, language), low: number(rhythm.amplitude_ci?.[0], language), high: number(rhythm.amplitude_ci?.[1], language),
    period: number(rhythm.period_days, language, 1), period_low: number(rhythm.period_ci?.[0], language, 1), period_high: number(rhythm.period_ci?.[1], language, 1),
    peak: rhythm.name === 'daily' ? t(`slot.${rhythm.peak_slot}`) : rhythm.peak ? shortDate(rhythm.peak, language) : '',
  }
  return (
    <li className="card stack tight">
      <div className="row apart">
        <h3>{t(`rhythm.${rhythm.name}`)}</h3>
        <span className={found ? 'badge good' : 'badge'}>{t(`verdict.${rhythm.verdict.replaceAll(' ', '_')}`)}</span>
      </div>
      <p className={found ? 'small' : 'small muted'}>{found ? t(`found.${rhythm.name}`, values) : t(`why.${rhythm.verdict.replaceAll(' ', '_')}`)}</p>
    </li>
  )
}
