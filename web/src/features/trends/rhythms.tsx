// What comes back every day, month and year in one dimension: how much, when, and with what doubt; or that nothing does.
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
        {found => <ul className="grid">{found.rhythms.filter(one => one.dimension === dimension).map(one => <Card key={one.name} rhythm={one} />)}</ul>}
      </Loaded>
    </section>
  )
}

function Card({rhythm}: {rhythm: Rhythm}) {
  const {t} = useTranslation('trends')
  const language = useLanguage()
  const there = rhythm.verdict === 'found'
  const given = {
    amplitude: number(rhythm.amplitude, language), low: number(rhythm.amplitude_ci?.[0], language), high: number(rhythm.amplitude_ci?.[1], language),
    period: number(rhythm.period_days, language, 1), period_low: number(rhythm.period_ci?.[0], language, 1), period_high: number(rhythm.period_ci?.[1], language, 1),
    peak: rhythm.name === 'daily' ? t(`slot.${rhythm.peak_slot}`) : rhythm.peak ? shortDate(rhythm.peak, language) : '',
  }
  return (
    <li className="card stack tight">
      <div className="row apart">
        <h3>{t(`rhythm.${rhythm.name}`)}</h3>
        <span className={there ? 'badge good' : 'badge'}>{t(`verdict.${rhythm.verdict.replaceAll(' ', '_')}`)}</span>
      </div>
      <p className={there ? 'small' : 'small muted'}>{there ? t(`found.${rhythm.name}`, given) : t(`why.${rhythm.verdict.replaceAll(' ', '_')}`)}</p>
    </li>
  )
}
