// Localized numbers, dates and times. Dates are `YYYY-MM-DD`, times are those of the diary.
import {tagOf, type Language} from './language'

export const number = (value: number | null | undefined, language: Language, digits = 2) =>
  value === null || value === undefined
    ? '–'
    : new Intl.NumberFormat(tagOf(language), {maximumFractionDigits: digits, signDisplay: 'negative'}).format(value).replace('-', '−')

export const signedNumber = (value: number | null | undefined, language: Language, digits = 2) =>
  value === null || value === undefined
    ? '–'
    : new Intl.NumberFormat(tagOf(language), {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        signDisplay: 'exceptZero',
      })
        .format(value)
        .replace('-', '−')

const noon = (day: string) => new Date(day.slice(0, 10) + 'T12:00')

export const date = (day: string, language: Language) =>
  new Intl.DateTimeFormat(tagOf(language), {day: 'numeric', month: 'short', year: 'numeric'}).format(noon(day))

export const shortDate = (day: string, language: Language) =>
  new Intl.DateTimeFormat(tagOf(language), {day: 'numeric', month: 'short'}).format(noon(day))

export const weekday = (day: string, language: Language) =>
  new Intl.DateTimeFormat(tagOf(language), {weekday: 'long', day: 'numeric', month: 'long'}).format(noon(day))

// hh:mm of a timestamp; '' for a date.
export const clockTime = (time: string) => /T(\d\d:\d\d)/.exec(time)?.[1] ?? ''

// Joins sentences, with a space where the language has one.
export const joinSentences = (all: (string | null | false | undefined)[], language: Language) => all.filter(Boolean).join(language === 'zh' ? '' : ' ')

// Relative time: '3 hours ago', '2 days ago'.
export function age(hours: number, language: Language): string {
  const format = new Intl.RelativeTimeFormat(tagOf(language), {numeric: 'auto'})
  if (hours < 1) return format.format(-Math.round(hours * 60), 'minute')
  return hours < 36 ? format.format(-Math.round(hours), 'hour') : format.format(-Math.round(hours / 24), 'day')
}

const twoDigits = (value: number) => String(value).padStart(2, '0')

// ISO 8601 as the diary stores it: local date and time with the offset.
export function timestamp(at: Date): string {
  const offset = -at.getTimezoneOffset()
  const minutes = Math.abs(offset)
  return `${datetimeLocal(at)}:${twoDigits(at.getSeconds())}${offset < 0 ? '-' : '+'}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`
}

// Value of an <input type="datetime-local">.
export const datetimeLocal = (at: Date) =>
  `${at.getFullYear()}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}T${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`
