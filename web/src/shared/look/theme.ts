// Light, dark, or as the system says; what was chosen is kept.
import {useSyncExternalStore} from 'react'

export type Theme = 'system' | 'light' | 'dark'
const kept = 'skin2vec.theme'
const watchers = new Set<() => void>()
const system = () => matchMedia('(prefers-color-scheme: dark)')

export const chosenTheme = (): Theme => {
  const chosen = localStorage.getItem(kept)
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system'
}

export function startTheme() {
  const theme = chosenTheme()
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

export function setTheme(theme: Theme) {
  if (theme === 'system') localStorage.removeItem(kept)
  else localStorage.setItem(kept, theme)
  startTheme()
  for (const told of watchers) told()
}

const watch = (told: () => void) => {
  watchers.add(told)
  const query = system()
  query.addEventListener('change', told)
  return () => {
    watchers.delete(told)
    query.removeEventListener('change', told)
  }
}

export const useTheme = () => useSyncExternalStore(watch, chosenTheme)

// What is seen now.
export const useDark = () =>
  useSyncExternalStore(watch, () => {
    const theme = chosenTheme()
    return theme === 'system' ? system().matches : theme === 'dark'
  })
