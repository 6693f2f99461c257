// Saves entries and shows a toast, with undo once the server has them.
import {useTranslation} from 'react-i18next'
import {write, type WriteResult} from '../../shared/api/outbox'
import type {Entry} from '../../shared/api/types'
import {showToast} from '../../shared/components/toast'
import {useUndo} from './undo'

// throws  Refusal if the server rejects them
export function useWriteEntries(person: string): (entries: Entry[]) => Promise<WriteResult> {
  const {t} = useTranslation('today')
  const undo = useUndo(person)
  return async entries => {
    const result = await write(person, entries)
    if (!result.sent) {
      showToast({message: t('written_here')})
      return result
    }
    const {version} = result.logged
    showToast({message: t('written'), action: {label: t('undo'), onClick: () => undo(version)}})
    return result
  }
}
