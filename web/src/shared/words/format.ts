// Numbers, dates and times as a person of each language reads them. Dates are `YYYY-MM-DD`, times as the diary has them.
import {tagOf, type Language} from './language'

export const number = (value: number | null | undefined, language: Language, digits = 2) =>
  value === null || value === undefined
    ? '–'
    : new Intl.NumberFormat(tagOf(language), {maximumFractionDigits: digits, signDisplay: 'negative'}).format(value).replace('-', '−')

export const signed = (value: number | null | undefined, language: Language, digits = 2) =>
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

// The clock time as it was written; '' where there is none.
export const clock = (time: string) => /T(\d\d:\d\d)/.exec(time)?.[1] ?? ''

// Sentences one after the other.
export const sentences = (all: (string | null | false | undefined)[], language: Language) => all.filter(Boolean).join(language === 'zh' ? '' : ' ')

// '3 h', '2 days': how long ago, from hours.
export function age(hours: number, language: Language): string {
  const format = new Intl.RelativeTimeFormat(tagOf(language), {numeric: 'auto'})
  if (hours < 1) return format.format(-Math.round(hours * 60), 'minute')
  return hours < 36 ? format.format(-Math.round(hours), 'hour') : format.format(-Math.round(hours / 24), 'day')
}

const two = (value: number) => String(value).padStart(2, '0')

// Now, or then, as the diary writes it: local date and time with the offset.
export function stamp(at: Date): string {
  const offset = -at.getTimezoneOffset()
  const away = Math.abs(offset)
  return `${localInput(at)}:${two(at.getSeconds())}${offset < 0 ? '-' : '+'}${two(Math.floor(away / 60))}:${two(away % 60)}`
}

// As a datetime-local field has it.
export const localInput = (at: Date) =>
  `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`
