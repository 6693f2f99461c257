// What sensors and the weather have told lately, and how a device gets in.
import {useTranslation} from 'react-i18next'
import {Tokens} from '../../shared/access/tokens'
import {useSession} from '../../shared/api/session'
import {DataTable} from '../../shared/chart/table'
import {Loaded} from '../../shared/parts/loaded'
import {date, clock, stamp, number} from '../../shared/words/format'
import {useLabels} from '../../shared/words/labels'
import {useLanguage} from '../../shared/words/language'
import {useEntries} from './api'
import {latest} from './latest'

const days = 14

export function Sensors({person}: {person: string}) {
  const {t} = useTranslation('data')
  const language = useLanguage()
  const label = useLabels()
  const session = useSession()
  const account = session.state === 'shown' ? session.value.account : null
  const since = stamp(new Date(Date.now() - days * 86_400_000)).slice(0, 10)
  const entries = useEntries(person, 'surroundings', since, null)
  const example = JSON.stringify([{kind: 'surroundings', time: stamp(new Date()), source: 'bedroom', values: {humidity: 41}}])
  return (
    <section className="stack" aria-labelledby="sensors">
      <h2 id="sensors">{t('sensors')}</h2>
      <p className="reading">{t('sensors_why')}</p>
      <Loaded of={entries} missing={<p className="muted">{t('no_sensors', {days})}</p>}>
        {value => {
          const rows = latest(value.entries)
          if (rows.length === 0) return <p className="muted">{t('no_sensors', {days})}</p>
          return (
            <DataTable caption={t('lately', {days})} table={{
              columns: [t('source'), t('what_measured'), t('latest'), t('at'), t('how_many')],
              rows: rows.map(row => [row.source || t('no_source'), label(row.name), number(row.value, language), `${date(row.time, language)} ${clock(row.time)}`, String(row.count)]),
            }} />
          )
        }}
      </Loaded>
      <h3>{t('device')}</h3>
      <p className="reading">{account ? t('device_why') : t('device_open')}</p>
      <pre className="command" tabIndex={0} aria-label={t('command')}><code>{`curl -X POST ${location.origin}/api/v1/people/${encodeURIComponent(person)}/entries \\
  -H 'Content-Type: application/json' \\${account ? `\n  -H 'Authorization: Bearer TOKEN' \\` : ''}
  -d '${example}'`}</code></pre>
      {account && <Tokens person={person} roles={['device']} />}
    </section>
  )
}
