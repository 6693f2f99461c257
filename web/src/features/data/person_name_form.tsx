// Asks for the name of the first person of an empty diary.
import {useState} from 'react'
import {useTranslation} from 'react-i18next'
import {choosePerson} from '../../shared/routing/person'
import {namePattern} from '../../shared/i18n/name_pattern'

export function PersonNameForm() {
  const {t} = useTranslation('data')
  const [name, setName] = useState('')
  return (
    <form className="card stack" onSubmit={event => (event.preventDefault(), choosePerson(name.trim(), {part: 'import'}))}>
      <label className="field">
        <span className="name">{t('whose')}</span>
        <input type="text" value={name} maxLength={128} pattern={namePattern} required onChange={event => setName(event.target.value)} />
      </label>
      <button type="submit" className="button main" disabled={!name.trim()}>{t('go_on')}</button>
    </form>
  )
}
