// Form for a new account; the first one is owner of everything, and from then on the diary needs a login.
import {useTranslation} from 'react-i18next'
import {Refused} from '../../shared/components/loaded'
import {showToast} from '../../shared/components/toast'
import {addAccount} from './api'
import {useAttempt} from './attempt'
import {namePattern} from '../../shared/i18n/name_pattern'

export function NewAccount({first = false}: {first?: boolean}) {
  const {t} = useTranslation('accounts')
  const {refusal, attempt} = useAttempt()
  return (
    <form className="card stack" aria-labelledby="new-account" onSubmit={event => {
      event.preventDefault()
      const form = event.currentTarget
      const fields = new FormData(form)
      const name = String(fields.get('name'))
      void attempt(() => addAccount(name, String(fields.get('password')))).then(done => done && (form.reset(), showToast({message: t('added', {name})})))
    }}>
      <h2 id="new-account">{first ? t('first') : t('new')}</h2>
      <p className="muted reading">{first ? t('first_why') : t('new_why')}</p>
      <div className="grid">
        <label className="field"><span className="name">{t('name')}</span><input name="name" type="text" required maxLength={128} autoComplete="off" autoCapitalize="none" pattern={namePattern} /></label>
        <label className="field"><span className="name">{t('password')}</span><input name="password" type="password" required minLength={10} maxLength={200} autoComplete="new-password" /><span className="muted small">{t('password_hint')}</span></label>
      </div>
      {refusal && <Refused refusal={refusal} />}
      <span><button type="submit" className="button main">{t('add')}</button></span>
    </form>
  )
}
