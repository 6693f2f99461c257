// One sentence about today, because on a phone the charts are far below the form.
import {useTranslation} from 'react-i18next'
import type {Profile} from '../../shared/api/types'
import {joinSentences} from '../../shared/i18n/format'
import {labelsOf} from '../../shared/i18n/labels'
import {tagOf, useLanguage} from '../../shared/i18n/language'
import type {Summary} from './api'
import {groupByStanding} from './standing'

export function DaySummary({summary, profile}: {summary: Summary; profile: Profile}) {
  const {t} = useTranslation('today')
  const language = useLanguage()
  const label = labelsOf(profile, language)
  const list = new Intl.ListFormat(tagOf(language), {type: 'conjunction'})
  const groups = groupByStanding(summary.dimensions)
  if (groups.length === 0) return null
  return <p className="glance">{joinSentences(groups.map(([where, names]) => t(`glance.${where}`, {names: list.format(names.map(label))})), language)}</p>
}
