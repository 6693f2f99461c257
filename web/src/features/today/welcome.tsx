// Start page of an empty diary: asks for the name of the first person.
import {useState} from 'react'
import {useTranslation} from 'react-i18next'
import {choosePerson} from '../../shared/routing/person'
import {hashOf} from '../../shared/routing/route'
import {namePattern} from '../../shared/i18n/name_pattern'

export function Welcome() {
  const {t} = useTranslation('today')
  const [name, setName] = useState('')
  return (
    <div className="stack loose reading">
      <div className="stack tight">
        <h1>{t('welcome')}</h1>
        <p>{t('welcome_why')}</p>
      </div>
      <form className="card stack" onSubmit={event => (event.preventDefault(), choosePerson(name.trim()))}>
        <label className="field">
          <span className="name">{t('whose')}</span>
          <input type="text" value={name} maxLength={128} pattern={namePattern} required onChange={event => setName(event.target.value)} />
        </label>
        <button type="submit" className="button main" disabled={!name.trim()}>{t('begin')}</button>
      </form>
      <p>{t('or')} <a href={hashOf('data', {part: 'import'})}>{t('import_instead')}</a></p>
    </div>
  )
}
