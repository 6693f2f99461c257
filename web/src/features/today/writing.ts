// Writes entries down and says so, with a way back: taken out of the outbox if they still wait there, undone if not.
import {useTranslation} from 'react-i18next'
import {write, type Written} from '../../shared/api/outbox'
import type {Entry} from '../../shared/api/types'
import {tell} from '../../shared/parts/toast'
import {useUndo} from './undo'

// throws  Refusal if the server does not take them
export function useWriting(person: string): (entries: Entry[]) => Promise<Written> {
  const {t} = useTranslation('today')
  const takeBack = useUndo(person)
  return async entries => {
    const written = await write(person, entries)
    if (!written.sent) {
      tell({words: t('written_here')})
      return written
    }
    const {version} = written.logged
    tell({words: t('written'), action: {words: t('undo'), run: () => takeBack(version)}})
    return written
  }
}
