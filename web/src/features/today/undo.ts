// Undoes a write, and shows a toast about it.
import {useTranslation} from 'react-i18next'
import {Refusal} from '../../shared/api/refusal'
import {showToast} from '../../shared/components/toast'
import {refusalMessage} from '../../shared/i18n/server_messages'
import {undo} from './api'

export function useUndo(person: string): (version: number) => Promise<void> {
  const {t} = useTranslation('today')
  const {t: shared} = useTranslation('shared')
  return async version => {
    try {
      const undone = await undo(person, version)
      showToast({message: t('undone', {count: undone.entries, what: t(`what.${undone.what}`, {defaultValue: undone.what})})})
    } catch (error) {
      showToast({message: error instanceof Refusal ? refusalMessage(error, shared) : String(error)})
    }
  }
}
