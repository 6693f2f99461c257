// Table with the numbers of a chart, in a scroll container that can have the keyboard focus.
import {number} from '../i18n/format'
import {useLanguage} from '../i18n/language'
import type {Table} from './figure'

const isNumber = (table: Table, column: number) => table.rows.every(row => typeof row[column] !== 'string')

export function DataTable({table, caption}: {table: Table; caption: string}) {
  const language = useLanguage()
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label={caption}>
      <table>
        <caption className="hidden">{caption}</caption>
        <thead>
          <tr>
            {table.columns.map((name, i) => (
              <th key={i} scope="col" className={isNumber(table, i) ? 'number' : undefined}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, r) => (
            <tr key={r}>
              {row.map((value, i) => (
                <td key={i} className={isNumber(table, i) ? 'number' : undefined}>
                  {typeof value === 'number' ? number(value, language, 3) : (value ?? '–')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
