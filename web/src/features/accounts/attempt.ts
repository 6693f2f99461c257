// Does something, and keeps why it was refused.
import {useState} from 'react'
import {Refusal} from '../../shared/api/refusal'

export function useAttempt() {
  const [refusal, refuse] = useState<Refusal | null>(null)
  const attempt = async (work: () => Promise<void>): Promise<boolean> => {
    refuse(null)
    try {
      await work()
      return true
    } catch (error) {
      refuse(error instanceof Refusal ? error : new Refusal(-1, String(error)))
      return false
    }
  }
  return {refusal, attempt}
}
