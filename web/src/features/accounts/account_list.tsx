// List of the accounts with their grants.
import {useState} from 'react'
import {useTranslation} from 'react-i18next'
import {Dialog} from '../../shared/components/dialog'
import {Icon} from '../../shared/components/icons'
import {Loaded, Refused} from '../../shared/components/loaded'
import {usePeople} from '../../shared/routing/person'
import {date} from '../../shared/i18n/format'
import {useLanguage} from '../../shared/i18n/language'
import {grant, removeAccount, revoke, useAccounts, type Account} from './api'
import {useAttempt} from './attempt'

const roles = ['clinician', 'owner', 'device'] as const

export function AccountList({own}: {own: string}) {
  const {t} = useTranslation('accounts')
  const accounts = useAccounts()
  return (
    <section className="stack" aria-labelledby="accounts">
      <h2 id="accounts">{t('accounts')}</h2>
      <Loaded resource={accounts}>{value => <ul className="stack">{value.accounts.map(one => <AccountCard key={one.name} account={one} own={own} />)}</ul>}</Loaded>
    </section>
  )
}

function AccountCard({account, own}: {account: Account; own: string}) {
  const {t} = useTranslation('accounts')
  const {t: shared} = useTranslation('shared')
  const language = useLanguage()
  const peopleState = usePeople()
  const {refusal, attempt} = useAttempt()
  const [removing, setRemoving] = useState(false)
  const people = peopleState.state === 'shown' ? peopleState.value.people.map(one => one.person) : []
  const personLabel = (person: string) => (person === '*' ? t('everyone') : person)
  return (
    <li className="card stack">
      <div className="row apart">
        <span><strong>{account.name}</strong> {account.name === own && <span className="badge good">{t('you')}</span>}<br /><span className="muted small">{t('since', {date: date(account.created, language)})}</span></span>
        {account.name !== own && <button type="button" className="button danger" aria-haspopup="dialog" onClick={() => setRemoving(true)}><Icon name="bin" size={18} />{t('remove')}<span className="hidden">: {account.name}</span></button>}
      </div>
      <ul className="stack tight">
        {account.grants.map(one => (
          <li key={one.person} className="row apart">
            <span>{t('may', {person: personLabel(one.person), role: shared(`role.${one.role}`)})}</span>
            {!(account.name === own && one.person === '*') && <button type="button" className="button quiet" onClick={() => void attempt(() => revoke(account.name, one.person))}>{t('revoke')}<span className="hidden">: {account.name}, {personLabel(one.person)}</span></button>}
          </li>
        ))}
        {account.grants.length === 0 && <li className="muted">{t('nothing')}</li>}
      </ul>
      <form className="row" aria-label={t('grant_to', {name: account.name})} onSubmit={event => {
        event.preventDefault()
        const fields = new FormData(event.currentTarget)
        void attempt(() => grant(account.name, String(fields.get('person')), String(fields.get('role'))))
      }}>
        <select name="person" className="grow" aria-label={t('whose')}>{[...people, '*'].map(one => <option key={one} value={one}>{personLabel(one)}</option>)}</select>
        <select name="role" className="grow" aria-label={shared('token.role')}>{roles.map(role => <option key={role} value={role}>{shared(`role.${role}`)}</option>)}</select>
        <button type="submit" className="button">{t('grant')}</button>
      </form>
      {refusal && <Refused refusal={refusal} />}
      {removing && (
        <Dialog title={t('remove_title', {name: account.name})} onClose={() => setRemoving(false)}>
          <p>{t('remove_why')}</p>
          <div className="row">
            <button type="button" className="button danger" onClick={() => void attempt(() => removeAccount(account.name)).then(() => setRemoving(false))}>{t('remove')}</button>
            <button type="button" className="button" onClick={() => setRemoving(false)}>{shared('cancel')}</button>
          </div>
        </Dialog>
      )}
    </li>
  )
}
