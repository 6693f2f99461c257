// Page Accounts: for owners all accounts, grants and the audit log; for everybody their password and tokens.
import {useTranslation} from 'react-i18next'
import {Tokens} from '../../shared/access/tokens'
import {isOwnerOfAll, useSession} from '../../shared/api/session'
import {Icon} from '../../shared/components/icons'
import {Loaded} from '../../shared/components/loaded'
import {usePerson} from '../../shared/routing/person'
import {AccountList} from './account_list'
import {Audit} from './audit'
import {NewAccount} from './new_account'
import {Password} from './password'

export default function Accounts() {
  const {t} = useTranslation('accounts')
  const session = useSession()
  const person = usePerson()
  return (
    <>
      <h1>{t('title')}</h1>
      <Loaded resource={session}>
        {value =>
          value.open ? (
            <div className="stack">
              <p className="note reading"><Icon name="information" /><span>{t('open')}</span></p>
              <NewAccount first />
            </div>
          ) : (
            <div className="stack loose">
              {isOwnerOfAll(value) && <AccountList own={value.account ?? ''} />}
              {isOwnerOfAll(value) && <NewAccount />}
              <Password />
              {person && (
                <section className="stack" aria-labelledby="tokens">
                  <h2 id="tokens">{t('tokens', {person})}</h2>
                  <p className="reading">{t('tokens_why')}</p>
                  <Tokens person={person} roles={['clinician', 'device', 'owner']} />
                </section>
              )}
              {isOwnerOfAll(value) && <Audit />}
            </div>
          )
        }
      </Loaded>
    </>
  )
}
