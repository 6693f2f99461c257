// Audit log of accounts, grants, tokens and erasures.
import {useTranslation} from 'react-i18next'
import {DataTable} from '../../shared/chart/table'
import {Loaded} from '../../shared/components/loaded'
import {clockTime, date} from '../../shared/i18n/format'
import {useLanguage} from '../../shared/i18n/language'
import {useAudit} from './api'

export function Audit() {
  const {t} = useTranslation('accounts')
  const language = useLanguage()
  // 'grant to doctor', 'revoked of doctor', or a single word
  const actionLabel = (what: string) => {
    const [, word = what, name] = /^(grant to|revoked of) (.*)$/.exec(what) ?? []
    return t(`done.${word}`, {name, defaultValue: what})
  }
  return (
    <section className="stack" aria-labelledby="audit">
      <h2 id="audit">{t('audit')}</h2>
      <Loaded resource={useAudit()}>
        {value => (
          <DataTable caption={t('audit')} table={{
            columns: [t('at'), t('by'), t('what'), t('about')],
            rows: value.audit.map(one => [`${date(one.at, language)} ${clockTime(one.at)}`, one.account || t('nobody'), actionLabel(one.what), one.about || '–']),
          }} />
        )}
      </Loaded>
    </section>
  )
}
