// File import by file dialog or drag and drop, one file at a time. Valid rows are saved, each invalid one is shown with
// what was expected.
import {useId, useState, type DragEvent} from 'react'
import {useTranslation} from 'react-i18next'
import {Refusal} from '../../shared/api/refusal'
import {DataTable} from '../../shared/chart/table'
import {Icon} from '../../shared/components/icons'
import {Refused} from '../../shared/components/loaded'
import {withSpaces} from '../../shared/i18n/labels'
import {translateServerMessage} from '../../shared/i18n/server_messages'
import {importFile, type FileReport} from './api'

type Outcome = {name: string; reports: FileReport[]} | {name: string; refusal: Refusal}
const most_errors = 200

export function Import({person}: {person: string}) {
  const {t} = useTranslation('data')
  const id = useId()
  const [dragOver, setDragOver] = useState(false)
  const [busy, setBusy] = useState<string | null>(null)
  const [outcomes, setOutcomes] = useState<Outcome[]>([])

  const importFiles = async (files: File[]) => {
    setOutcomes([])
    for (const file of files) {
      setBusy(file.name)
      let outcome: Outcome
      try {
        outcome = {name: file.name, reports: await importFile(person, file)}
      } catch (error) {
        outcome = {name: file.name, refusal: error instanceof Refusal ? error : new Refusal(-1, String(error))}
      }
      setOutcomes(before => [...before, outcome])
    }
    setBusy(null)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setDragOver(false)
    void importFiles([...event.dataTransfer.files])
  }

  return (
    <section className="stack" aria-labelledby={id}>
      <h2 id={id}>{t('import')}</h2>
      <p className="reading">{t('import_why', {person})}</p>
      <label className="drop" data-over={dragOver || undefined} onDragOver={event => (event.preventDefault(), setDragOver(true))} onDragLeave={() => setDragOver(false)} onDrop={onDrop}>
        <Icon name="upload" size={28} />
        <strong>{t('choose')}</strong>
        <span className="muted small">{t('formats')}</span>
        <input type="file" className="hidden" multiple accept=".csv,.tsv,.txt,.json,text/csv,application/json" disabled={busy !== null}
          onChange={event => (void importFiles([...(event.target.files ?? [])]), (event.target.value = ''))} />
      </label>
      <div role="status" className="stack">
        {busy && <div className="stack tight"><span>{t('importing', {name: busy})}</span><span className="pulse" /></div>}
        {outcomes.map((outcome, i) => <ImportOutcome key={i} outcome={outcome} />)}
      </div>
    </section>
  )
}

function ImportOutcome({outcome}: {outcome: Outcome}) {
  const {t} = useTranslation('data')
  const {t: shared} = useTranslation('shared')
  if ('refusal' in outcome) return <div className="card stack tight"><h3>{outcome.name}</h3><Refused refusal={outcome.refusal} /></div>
  return outcome.reports.map((report, i) => {
    const tags = Object.entries(report.own_tags)
    return (
      <article key={i} className="card stack tight" aria-label={report.file}>
        <h3>{report.file}</h3>
        <p className="row">
          <span className={report.kept > 0 ? 'badge good' : 'badge'}><Icon name="check" size={14} />{t('rows_kept', {count: report.kept})}</span>
          {report.unchanged > 0 && <span className="badge">{t('rows_unchanged', {count: report.unchanged})}</span>}
          {report.repeated > 0 && <span className="badge">{t('rows_repeated', {count: report.repeated})}</span>}
          {report.bad > 0 && <span className="badge bad"><Icon name="warning" size={14} />{t('rows_bad', {count: report.bad})}</span>}
        </p>
        {report.notices.map(notice => <p key={notice} className="note watch small"><Icon name="information" size={18} />{notice}</p>)}
        {tags.length > 0 && <p className="small">{t('own_tags')}: {tags.map(([name, count]) => `${withSpaces(name)} (${count})`).join(', ')}</p>}
        {report.errors.length > 0 && (
          <>
            <DataTable caption={t('bad_rows', {file: report.file})} table={{
              columns: [t('line'), t('column'), t('value'), t('expected')],
              rows: report.errors.slice(0, most_errors).map(error => [String(error.line), error.column, error.value, translateServerMessage(error.expected, shared)]),
            }} />
            {report.errors.length > most_errors && <p className="muted small">{t('more_errors', {count: report.errors.length - most_errors})}</p>}
          </>
        )}
      </article>
    )
  })
}
