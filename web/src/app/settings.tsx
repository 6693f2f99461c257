// Settings: language, theme, account, and the pages for owners.
import {useTranslation} from 'react-i18next'
import {useOutbox} from '../shared/api/outbox'
import {isOwnerOfAll, logOut, type Session} from '../shared/api/session'
import {Icon} from '../shared/components/icons'
import {showToast} from '../shared/components/toast'
import {hashOf} from '../shared/routing/route'
import {LanguageAndTheme} from './language_and_theme'
import {pages} from './pages'

export function Settings({session, onClose}: {session: Session; onClose: () => void}) {
  const {t} = useTranslation('app')
  const {t: shared} = useTranslation('shared')
  const waiting = useOutbox().length
  const confirmLogOut = async () => {
    if (waiting > 0 && !confirm(t('log_out_waiting', {count: waiting}))) return
    await logOut().catch(() => showToast({message: shared('offline')}))
  }
  return (
    <>
      <LanguageAndTheme />
      {pages.filter(page => page.place === 'settings' && (isOwnerOfAll(session) || session.account)).map(page => (
        <a key={page.name} className="button" href={hashOf(page.name)} onClick={onClose}>
          <Icon name={page.icon} />
          {t(`pages.${page.name}`)}
        </a>
      ))}
      {session.account && (
        <div className="row apart">
          <span>{t('account', {name: session.account})}</span>
          <button type="button" className="button" onClick={() => void confirmLogOut()}><Icon name="exit" />{t('log_out')}</button>
        </div>
      )}
      <button type="button" className="button main" onClick={onClose}>{shared('close')}</button>
    </>
  )
}
