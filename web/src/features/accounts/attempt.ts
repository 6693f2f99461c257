// Runs a request and keeps its error as state.
import {useState} from 'react'
import {Refusal} from '../../shared/api/refusal'

export function useAttempt() {
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const attempt = async (work: () => Promise<void>): Promise<boolean> => {
    setRefusal(null)
    try {
      await work()
      return true
    } catch (error) {
      setRefusal(error instanceof Refusal ? error : new Refusal(-1, String(error)))
      return false
    }
  }
  return {refusal, attempt}
}
