// Recent readings of sensors and weather, the bias of sensors, and how to connect a device.
import {useTranslation} from 'react-i18next'
import {Tokens} from '../../shared/access/tokens'
import {useSession} from '../../shared/api/session'
import {DataTable} from '../../shared/chart/table'
import {Loaded} from '../../shared/components/loaded'
import {clockTime, date, number, signedNumber} from '../../shared/i18n/format'
import {withSpaces, unitsOf, useLabels, useProfile} from '../../shared/i18n/labels'
import {useLanguage} from '../../shared/i18n/language'
import {useSensors, type SensorAnswer} from './api'

export function Sensors({person}: {person: string}) {
  const {t} = useTranslation('data')
  const session = useSession()
  const account = session.state === 'shown' ? session.value.account : null
  const sensors = useSensors(person)
  return (
    <section className="stack" aria-labelledby="sensors">
      <h2 id="sensors">{t('sensors')}</h2>
      <p className="reading">{t('sensors_why')}</p>
      <Loaded resource={sensors} missing={<p className="muted">{t('no_sensors')}</p>}>{value => <SensorTables answer={value} />}</Loaded>
      <h3>{t('device')}</h3>
      <p className="reading">{account ? t('device_why') : t('device_open')}</p>
      <pre className="command" tabIndex={0} aria-label={t('command')}><code>{`curl -X POST '${location.origin}/api/v1/people/${encodeURIComponent(person)}/sensors${account ? '' : '?device=bedroom'}' \\
  -H 'Content-Type: application/json' \\${account ? `\n  -H 'Authorization: Bearer TOKEN' \\` : ''}
  -d '{"temperature": 21.5, "humidity": 41}'`}</code></pre>
      {account && <Tokens person={person} roles={['device']} />}
    </section>
  )
}

function SensorTables({answer}: {answer: SensorAnswer}) {
  const {t} = useTranslation('data')
  const language = useLanguage()
  const label = useLabels()
  const unit = unitsOf(useProfile())
  const labelWithUnit = (name: string) => label(name) + (unit(name) && ` (${unit(name)})`)
  if (answer.sensors.length === 0) return <p className="muted">{t('no_sensors')}</p>
  return (
    <>
      <DataTable caption={t('lately', {date: date(answer.from, language)})} table={{
        columns: [t('source'), t('what_measured'), t('latest'), t('at'), t('how_many')],
        rows: answer.sensors.map(one => [withSpaces(one.source) || t('no_source'), labelWithUnit(one.exposure), one.last, `${date(one.time, language)} ${clockTime(one.time)}`, one.hours]),
      }} />
      {answer.bias.length > 0 && (
        <>
          <h3>{t('bias')}</h3>
          <p className="muted small reading">{t('bias_why')}</p>
          <DataTable caption={t('bias')} table={{
            columns: [t('source'), t('what_measured'), t('difference'), t('interval'), t('dates')],
            rows: answer.bias.map(one => [
              t('against', {source: withSpaces(one.source), other: withSpaces(one.against) || t('no_source')}),
              labelWithUnit(one.exposure),
              signedNumber(one.difference, language, 1),
              one.ci ? `${number(one.ci[0], language, 1)} … ${number(one.ci[1], language, 1)}` : '–',
              one.dates,
            ]),
          }} />
        </>
      )}
    </>
  )
}
