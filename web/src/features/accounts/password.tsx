// Change of the own password, which ends every login of the account, this one too.
import {useTranslation} from 'react-i18next'
import {Refused} from '../../shared/components/loaded'
import {changePassword} from './api'
import {useAttempt} from './attempt'

export function Password() {
  const {t} = useTranslation('accounts')
  const {refusal, attempt} = useAttempt()
  return (
    <form className="card stack" aria-labelledby="password" onSubmit={event => {
      event.preventDefault()
      const fields = new FormData(event.currentTarget)
      void attempt(() => changePassword(String(fields.get('old')), String(fields.get('new'))))
    }}>
      <h2 id="password">{t('own_password')}</h2>
      <p className="muted">{t('own_password_why')}</p>
      <div className="grid">
        <label className="field"><span className="name">{t('old')}</span><input name="old" type="password" required autoComplete="current-password" /></label>
        <label className="field"><span className="name">{t('new_password')}</span><input name="new" type="password" required minLength={10} maxLength={200} autoComplete="new-password" /><span className="muted small">{t('password_hint')}</span></label>
      </div>
      {refusal && <Refused refusal={refusal} />}
      <span><button type="submit" className="button">{t('change')}</button></span>
    </form>
  )
}
