// Confirmation before undo, with a description of the write.
import {useTranslation} from 'react-i18next'
import {Dialog} from '../../shared/components/dialog'
import {Loaded} from '../../shared/components/loaded'
import {clockTime, date} from '../../shared/i18n/format'
import {useLanguage} from '../../shared/i18n/language'
import {useNextUndo} from './api'
import {useUndo} from './undo'

export function UndoDialog({person, onClose}: {person: string; onClose: () => void}) {
  const {t} = useTranslation('today')
  const language = useLanguage()
  const next = useNextUndo(person)
  const undo = useUndo(person)
  return (
    <Dialog title={t('undo_last')} onClose={onClose}>
      <Loaded resource={next} missing={<p>{t('undo_nothing')}</p>}>
        {({undone}) => (
          <>
            <p>{t('undo_why')}</p>
            <p><strong>{t('undo_next', {count: undone.entries, at: `${date(undone.at, language)} ${clockTime(undone.at)}`, what: t(`what.${undone.what}`, {defaultValue: undone.what})})}</strong>{undone.source && <span className="muted"> ({undone.source})</span>}</p>
          </>
        )}
      </Loaded>
      <div className="row">
        {next.state === 'shown' && <button type="button" className="button main" onClick={() => (onClose(), void undo(next.value.undone.version))}>{t('undo')}</button>}
        <button type="button" className="button" onClick={onClose}>{t('keep')}</button>
      </div>
    </Dialog>
  )
}
