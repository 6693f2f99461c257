import {useTranslation} from 'react-i18next'
import {hashOf} from '../shared/routing/route'

export function NotFound() {
  const {t} = useTranslation('app')
  return (
    <div className="stack reading">
      <h1 tabIndex={-1}>{t('not_found')}</h1>
      <p>{t('not_found_why')}</p>
      <span><a className="button main" href={hashOf('today')}>{t('to_today')}</a></span>
    </div>
  )
}
