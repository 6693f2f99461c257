import {useTranslation} from 'react-i18next'

export default function Today() {
  const {t} = useTranslation('app')
  return <h1>{t('pages.today')}</h1>
}
