// Logs the use of a product; optionally its minutes and scores before and after.
import {useState, type FormEvent} from 'react'
import {useTranslation} from 'react-i18next'
import {Refusal} from '../../shared/api/refusal'
import type {Entry, Profile} from '../../shared/api/types'
import {Refused} from '../../shared/components/loaded'
import {timestamp} from '../../shared/i18n/format'
import {labelsOf, withSpaces} from '../../shared/i18n/labels'
import {useLanguage} from '../../shared/i18n/language'
import {useProductUses} from './api'
import {sortByFrequency} from './log'
import {useWriteEntries} from './write_entries'

const max_offered = 8

export function ProductForm({person, profile, since}: {person: string; profile: Profile; since: string}) {
  const {t} = useTranslation('today')
  const label = labelsOf(profile, useLanguage())
  const uses = useProductUses(person, since)
  const write = useWriteEntries(person)
  const [product, setProduct] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const names = uses.state === 'shown' ? uses.value.entries.flatMap(one => (one.kind === 'product' ? [one.product] : [])) : []
  const scored = profile.dimensions.filter(one => !one.derived && !one.optional)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const inputs = new FormData(form)
    const values = Object.fromEntries(
      scored.flatMap(one => ['before', 'after'].map(when => [`${one.name}_${when}`, String(inputs.get(`${one.name}_${when}`) ?? '')])).filter(([, text]) => text !== '').map(([name, text]) => [name, Number(text)]),
    )
    const minutes = String(inputs.get('minutes') ?? '')
    setRefusal(null)
    try {
      const name = product.trim().replaceAll(' ', '_')
      await write([{kind: 'product', person, time: timestamp(new Date()), product: name, ...(minutes && {minutes: Number(minutes)}), values} as Entry])
      form.reset()
      setProduct('')
    } catch (error) {
      setRefusal(error instanceof Refusal ? error : new Refusal(-1, String(error)))
    }
  }

  return (
    <form className="card stack" aria-labelledby="uses" onSubmit={event => void submit(event)}>
      <h2 id="uses">{t('uses')}</h2>
      {names.length > 0 && (
        <div className="row chips" role="group" aria-label={t('known_products')}>
          {sortByFrequency([], names).slice(0, max_offered).map(name => (
            <button key={name} type="button" className="chip" aria-pressed={product === name} onClick={() => setProduct(product === name ? '' : name)}>{withSpaces(name)}</button>
          ))}
        </div>
      )}
      <label className="field">
        <span className="name">{t('product')}</span>
        <input type="text" value={product} maxLength={100} required onChange={event => setProduct(event.target.value)} />
      </label>
      <details className="more">
        <summary>{t('measured')}</summary>
        <div className="stack">
          <label className="field"><span className="name">{t('minutes')}</span><input type="number" name="minutes" inputMode="decimal" min={0} max={1440} step="any" /></label>
          <table className="before-after">
            <thead><tr><th scope="col"><span className="hidden">{t('dimension')}</span></th><th scope="col">{t('before')}</th><th scope="col">{t('after')}</th></tr></thead>
            <tbody>
              {scored.map(one => (
                <tr key={one.name}>
                  <th scope="row">{label(one.name)}</th>
                  {(['before', 'after'] as const).map(when => (
                    <td key={when}><input type="number" name={`${one.name}_${when}`} aria-label={`${label(one.name)}, ${t(when)}`} min={one.range[0]} max={one.range[1]} step="any" /></td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
      {refusal && <Refused refusal={refusal} />}
      <button type="submit" className="button" disabled={!product.trim()}>{t('used_now')}</button>
    </form>
  )
}
