// Layout of every page: on a phone a bar above and the navigation below, on a desktop both at the side. A navigation
// moves the focus to the content and sets the title.
import {useEffect, useRef, useState, type ReactNode} from 'react'
import {useTranslation} from 'react-i18next'
import type {Session} from '../shared/api/session'
import {Dialog} from '../shared/components/dialog'
import {Icon} from '../shared/components/icons'
import {hashOf, useRoute} from '../shared/routing/route'
import {pages} from './pages'
import {PersonChooser} from './person_chooser'
import {Settings} from './settings'
import {WaitingEntries} from './waiting_entries'

export function Shell({session, children}: {session: Session; children: ReactNode}) {
  const {t} = useTranslation('app')
  const {page} = useRoute()
  const [settingsOpen, setSettingsOpen] = useState(false)
  const main = useRef<HTMLElement>(null)
  const first = useRef(true)
  const name = page || 'today'

  useEffect(() => {
    const exists = pages.some(one => one.name === name)
    document.title = `${exists ? t(`pages.${name}`) : t('not_found')} · Skin2Vec`
  }, [name, t])

  useEffect(() => {
    setSettingsOpen(false)
    if (first.current) return void (first.current = false)
    scrollTo(0, 0)
    main.current?.focus()
  }, [name])

  return (
    <div className="shell">
      <button type="button" className="skip button main" onClick={() => main.current?.focus()}>{t('skip')}</button>
      <header className="top">
        <a className="brand" href={hashOf('today')}>
          <img src="/icons/icon.svg" width="30" height="30" alt="" />
          <span>Skin2Vec</span>
        </a>
        <PersonChooser />
        <button type="button" className="button quiet icon" aria-label={t('settings')} aria-haspopup="dialog" onClick={() => setSettingsOpen(true)}>
          <Icon name="settings" />
        </button>
      </header>
      <nav className="pages" aria-label={t('navigation')}>
        <ul>
          {pages.filter(one => one.place === 'bar').map(one => (
            <li key={one.name}>
              <a href={hashOf(one.name)} aria-current={one.name === name ? 'page' : undefined}>
                <Icon name={one.icon} size={22} />
                <span>{t(`pages.${one.name}`)}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <main ref={main} tabIndex={-1}>
        <WaitingEntries />
        {children}
        <footer className="muted small">{t('not_medical')} · {session.version}</footer>
      </main>
      {settingsOpen && (
        <Dialog title={t('settings')} onClose={() => setSettingsOpen(false)}>
          <Settings session={session} onClose={() => setSettingsOpen(false)} />
        </Dialog>
      )}
    </div>
  )
}
