// Entries in the outbox: not sent yet, or rejected by the server, with the reason.
import {useTranslation} from 'react-i18next'
import {discard, flush, useOutbox} from '../shared/api/outbox'
import {Icon} from '../shared/components/icons'
import {translateServerMessage} from '../shared/i18n/server_messages'

export function WaitingEntries() {
  const {t} = useTranslation('app')
  const {t: shared} = useTranslation('shared')
  const all = useOutbox()
  const waiting = all.filter(one => one.refused === null)
  const refused = all.filter(one => one.refused !== null)
  if (all.length === 0) return null
  const count = (list: typeof all) => list.reduce((sum, one) => sum + one.entries.length, 0)
  return (
    <div className="stack tight outbox">
      {waiting.length > 0 && (
        <div className="note watch" role="status">
          <Icon name="clock" />
          <span className="grow">{t('waiting', {count: count(waiting)})}</span>
          <button type="button" className="button" onClick={() => void flush()}>{t('send_now')}</button>
        </div>
      )}
      {refused.length > 0 && (
        <div className="note bad" role="alert">
          <Icon name="warning" />
          <div className="stack tight grow">
            <strong>{t('refused', {count: count(refused)})}</strong>
            {refused.map(one => (
              <span key={one.id} className="row apart">
                <span className="grow">{translateServerMessage(one.refused ?? '', shared)}</span>
                <button type="button" className="button danger" onClick={() => void discard(one.id)}>{t('discard')}</button>
              </span>
            ))}
          </div>
        </div>
      )}
    </div>
  )
}
