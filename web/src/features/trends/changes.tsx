// Lasting changes (shift or drift), in the sentence of the server; details on demand.
import {useTranslation} from 'react-i18next'
import {useFigureContext} from '../../shared/chart/figure_context'
import type {Change} from './api'
import {evidenceLines} from './figure'

export function Changes({changes, name, tooLittle}: {changes: Change[]; name: string; tooLittle: boolean}) {
  const {t} = useTranslation('trends')
  const context = useFigureContext('trends')
  return (
    <section className="stack" aria-labelledby="changes">
      <h2 id="changes">{t('changes')}</h2>
      {changes.length === 0 && <p className="reading">{t(tooLittle ? 'changes_too_little' : 'changes_none', {name})}</p>}
      <ul className="stack">
        {changes.map(one => (
          <li key={one.start + one.kind} className="card stack tight">
            <p>{one.sentence}</p>
            <details>
              <summary>{t('evidence.title')}</summary>
              <ul className="small muted">{evidenceLines(one, context).map(line => <li key={line}>{line}</li>)}</ul>
            </details>
          </li>
        ))}
      </ul>
    </section>
  )
}
