// Writes entries down and says so, with a way back: taken out of the outbox if they still wait there, undone if not.
import {useTranslation} from 'react-i18next'
import {write, type WriteResult} from '../../shared/api/outbox'
import type {Entry} from '../../shared/api/types'
import {showToast} from '../../shared/components/toast'
import {useUndo} from './undo'

// throws  Refusal if the server does not take them
export function useWriting(person: string): (entries: Entry[]) => Promise<WriteResult> {
  const {t} = useTranslation('today')
  const takeBack = useUndo(person)
  return async entries => {
    const written = await write(person, entries)
    if (!written.sent) {
      showToast({message: t('written_here')})
      return written
    }
    const {version} = written.logged
    showToast({message: t('written'), action: {label: t('undo'), onClick: () => takeBack(version)}})
    return written
  }
}
