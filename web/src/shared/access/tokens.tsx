// Access tokens of this account: created for one person and role, shown once, revoked.
import {useState, type FormEvent} from 'react'
import {useTranslation} from 'react-i18next'
import {send} from '../api/client'
import {useDiaryQuestion} from '../api/question'
import {Refusal} from '../api/refusal'
import {invalidate} from '../api/resource'
import type {Answer} from '../api/types'
import {DataTable} from '../chart/table'
import {Icon} from '../components/icons'
import {Loaded, Refused} from '../components/loaded'
import {showToast} from '../components/toast'
import {date} from '../i18n/format'
import {useLanguage} from '../i18n/language'
import {namePattern} from '../i18n/name_pattern'

export type Role = 'owner' | 'clinician' | 'device'

export function Tokens({person, roles}: {person: string; roles: Role[]}) {
  const {t} = useTranslation('shared')
  const language = useLanguage()
  const tokens = useDiaryQuestion('tokens')
  const [secret, setSecret] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const attempt = async (work: () => Promise<void>) => {
    setRefusal(null)
    try {
      await work()
      invalidate('/tokens')
    } catch (error) {
      setRefusal(error instanceof Refusal ? error : new Refusal(-1, String(error)))
    }
  }
  const create = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const fields = new FormData(form)
    const days = String(fields.get('days') ?? '')
    const body = {name: String(fields.get('name')), person, role: String(fields.get('role') ?? roles[0]), days: days ? Number(days) : null}
    void attempt(async () => {
      setSecret((await send<Answer<'add_token'>>('POST', '/tokens', {body})).token)
      form.reset()
    })
  }
  const revoke = (id: string) => void attempt(() => send('DELETE', `/tokens/${encodeURIComponent(id)}`))
  return (
    <div className="stack">
      <form className="card stack" onSubmit={create} aria-label={t('token.new')}>
        <h3>{t('token.new')}</h3>
        <div className="grid">
          <label className="field"><span className="name">{t('token.name')}</span><input name="name" type="text" required maxLength={128} pattern={namePattern} /></label>
          {roles.length > 1 && (
            <label className="field"><span className="name">{t('token.role')}</span>
              <select name="role">{roles.map(role => <option key={role} value={role}>{t(`role.${role}`)}</option>)}</select>
            </label>
          )}
          <label className="field"><span className="name">{t('token.days')}</span><input name="days" type="number" min={1} max={3650} placeholder={t('token.forever')} /></label>
        </div>
        <span><button type="submit" className="button">{t('token.make')}</button></span>
      </form>
      {secret && (
        <div className="note good" role="status">
          <Icon name="check" />
          <div className="stack tight grow">
            <span>{t('token.once')}</span>
            <code className="scroll" tabIndex={0}>{secret}</code>
            <span className="row">
              <button type="button" className="button" onClick={() => void navigator.clipboard.writeText(secret).then(() => showToast({message: t('copied')}))}>{t('copy')}</button>
              <button type="button" className="button quiet" onClick={() => setSecret(null)}>{t('close')}</button>
            </span>
          </div>
        </div>
      )}
      {refusal && <Refused refusal={refusal} />}
      <Loaded resource={tokens}>
        {value => {
          const own = value.tokens.filter(one => one.person === person && roles.includes(one.role as Role))
          if (own.length === 0) return <p className="muted">{t('token.none')}</p>
          const day = (at: string | null) => (at ? date(at, language) : '–')
          return (
            <>
              <DataTable caption={t('token.all')} table={{
                columns: [t('token.name'), t('token.role'), t('token.created'), t('token.expires'), t('token.used')],
                rows: own.map(one => [one.name, t(`role.${one.role}`), day(one.created), one.expires ? day(one.expires) : t('token.forever'), day(one.used)]),
              }} />
              <div className="row">{own.map(one => <button key={one.id} type="button" className="button danger" onClick={() => revoke(one.id)}>{t('token.end', {name: one.name})}</button>)}</div>
            </>
          )
        }}
      </Loaded>
    </div>
  )
}
