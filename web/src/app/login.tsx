// Login form of a diary with accounts.
import {useEffect, useState, type FormEvent} from 'react'
import {useTranslation} from 'react-i18next'
import {clearAnswerCache} from '../shared/api/answer_cache'
import {Refusal} from '../shared/api/refusal'
import {logIn} from '../shared/api/session'
import {Refused} from '../shared/components/loaded'
import {LanguageAndTheme} from './language_and_theme'

export function Login() {
  const {t} = useTranslation('app')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)

  // The user is unknown: the answers of the last one are removed from the cache. The outbox stays.
  useEffect(() => void clearAnswerCache(), [])

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    setBusy(true)
    setRefusal(null)
    try {
      await logIn(String(fields.get('name')), String(fields.get('password')))
    } catch (error) {
      setRefusal(error instanceof Refusal ? error : new Refusal(-1, String(error)))
    } finally {
      setBusy(false)
    }
  }

  return (
    <main className="alone">
      <div className="card stack">
        <p className="brand"><img src="/icons/icon.svg" width="36" height="36" alt="" /> Skin2Vec</p>
        <h1>{t('log_in')}</h1>
        <p className="muted">{t('log_in_why')}</p>
        <form className="stack" onSubmit={event => void submit(event)}>
          <label className="field">
            <span className="name">{t('name')}</span>
            <input name="name" type="text" autoComplete="username" autoCapitalize="none" required autoFocus />
          </label>
          <label className="field">
            <span className="name">{t('password')}</span>
            <input name="password" type="password" autoComplete="current-password" required />
          </label>
          {refusal && <Refused refusal={refusal} />}
          <button type="submit" className="button main" disabled={busy}>{t('log_in')}</button>
        </form>
      </div>
      <div className="card stack"><LanguageAndTheme /></div>
    </main>
  )
}
