// Light, dark, or the setting of the system; the choice is stored.
import {useSyncExternalStore} from 'react'

export type Theme = 'system' | 'light' | 'dark'
const storageKey = 'skin2vec.theme'
const callbacks = new Set<() => void>()
const darkModeQuery = () => matchMedia('(prefers-color-scheme: dark)')

export const chosenTheme = (): Theme => {
  const chosen = localStorage.getItem(storageKey)
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system'
}

export function applyTheme() {
  const theme = chosenTheme()
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

export function setTheme(theme: Theme) {
  if (theme === 'system') localStorage.removeItem(storageKey)
  else localStorage.setItem(storageKey, theme)
  applyTheme()
  for (const callback of callbacks) callback()
}

const subscribe = (callback: () => void) => {
  callbacks.add(callback)
  const query = darkModeQuery()
  query.addEventListener('change', callback)
  return () => {
    callbacks.delete(callback)
    query.removeEventListener('change', callback)
  }
}

export const useTheme = () => useSyncExternalStore(subscribe, chosenTheme)

// Whether the dark theme is active.
export const useDark = () =>
  useSyncExternalStore(subscribe, () => {
    const theme = chosenTheme()
    return theme === 'system' ? darkModeQuery().matches : theme === 'dark'
  })
