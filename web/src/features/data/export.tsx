// Export: everything as JSON, each table as CSV; and the report for a doctor.
import {useEffect, useState} from 'react'
import {useTranslation} from 'react-i18next'
import type {Progress} from '../../shared/api/client'
import {Refusal} from '../../shared/api/refusal'
import {Icon} from '../../shared/components/icons'
import {Refused, Loading} from '../../shared/components/loaded'
import {number} from '../../shared/i18n/format'
import {useLanguage} from '../../shared/i18n/language'
import {exportAddress, generateReport, useCount} from './api'
import {kinds, type Kind} from './entry'

const files: Record<Kind, string> = {reading: 'readings', event: 'events', product: 'products', surroundings: 'surroundings', routine: 'routines'}

export function Export({person}: {person: string}) {
  const {t} = useTranslation('data')
  return (
    <>
      <section className="stack" aria-labelledby="export">
        <h2 id="export">{t('export')}</h2>
        <p className="reading">{t('export_why')}</p>
        <span><a className="button main" href={exportAddress(person)} download><Icon name="download" />{t('export_json')}</a></span>
        <ul className="stack tight">{kinds.map(kind => <CsvExport key={kind} {...{person, kind}} />)}</ul>
      </section>
      <section className="stack" aria-labelledby="report">
        <h2 id="report">{t('report')}</h2>
        <p className="reading">{t('report_why')}</p>
        <Report person={person} />
      </section>
    </>
  )
}

function CsvExport({person, kind}: {person: string; kind: Kind}) {
  const {t} = useTranslation('data')
  const language = useLanguage()
  const count = useCount(person, kind)
  if (count.state !== 'shown' || count.value.total === 0) return null
  return (
    <li className="row apart table-line">
      <span>{t(`kinds.${kind}`)} <span className="muted small">{t('count', {count: count.value.total, shown: number(count.value.total, language)})}</span></span>
      <a className="button" href={exportAddress(person, files[kind])} download><Icon name="download" size={18} />{files[kind]}.csv</a>
    </li>
  )
}

// Generated on demand; then a link opens it, because browsers block windows that are not opened by a click.
function Report({person}: {person: string}) {
  const {t} = useTranslation('data')
  const language = useLanguage()
  const [attempts, setAttempts] = useState(0)
  const [progress, setProgress] = useState<Progress | null>(null)
  const [result, setResult] = useState<string | Refusal | null>(null)
  useEffect(() => {
    if (attempts === 0) return
    const controller = new AbortController()
    setResult(null)
    generateReport(person, language, controller.signal, setProgress).then(setResult, (error: unknown) => {
      if (!controller.signal.aborted) setResult(error instanceof Refusal ? error : new Refusal(-1, String(error)))
    })
    return () => controller.abort()
  }, [attempts, person, language])
  const makeReport = () => setAttempts(attempts + 1)
  if (attempts === 0) return <span><button type="button" className="button" onClick={makeReport}><Icon name="file" />{t('make_report')}</button></span>
  if (result === null) return <Loading progress={progress} onCancel={() => setAttempts(0)} />
  if (result instanceof Refusal) return <Refused refusal={result} onRetry={makeReport} />
  return <span><a className="button main" href={result} target="_blank" rel="noopener"><Icon name="file" />{t('open_report')}</a></span>
}
