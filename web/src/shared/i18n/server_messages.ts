// Translates messages of the server into the language of the page. The server writes English: messages that users see
// often are matched by a pattern, which also extracts names and numbers; for any other the HTTP status gives a prefix,
// and the English text is shown.
import type {TFunction} from 'i18next'
import type {Refusal} from '../api/refusal'

const patterns: Record<string, RegExp> = {
  password_wrong: /^the name or the password is wrong$/,
  old_password_wrong: /^the old password is wrong$/,
  throttled: /^too many wrong passwords; try again in (?<seconds>\d+) s$/,
  password_size: /^a password has (?<least>\d+) to (?<most>\d+) bytes$/,
  log_in_first: /^log in first$/,
  may_not: /^this account, or token, may not do that$/,
  not_itself: /^an account does not remove itself$/,
  not_own_grant: /^an account does not take its own right to grant$/,
  account_taken: /^there is an account "(?<name>.*)" already$/,
  no_account: /^there is no account "(?<name>.*)"$/,
  busy: /^too much is being computed already; try again in a minute$/,
  failed: /^the computation failed$/,
  no_job: /^(there is no such job, or it was forgotten|the answer was forgotten; ask again)$/,
  silent: /^the diary does not answer$/,
  written_meanwhile: /^something else was written meanwhile; .*$/,
  changed: /^the diary has changed since the first page: .*$/,
  no_entry: /^(there never was such an entry|there is no such entry; .*)$/,
  nothing_written: /^nothing was written: entry (?<entry>\d+), (?<field>.*) is (?<value>.*); expected (?<expected>.*)$/,
  number_or_word: /^a number from (?<low>\S+) to (?<high>\S+) or one of (?<words>.*)$/,
  number: /^a number from (?<low>\S+) to (?<high>\S+)$/,
  any_number: /^a number$/,
  minutes: /^a number of minutes$/,
  weight: /^a weight from (?<low>\S+) to (?<high>\S+)$/,
  time: /^a time: YYYY-MM-DD, YYYY-MM-DDThh:mm, or that with an offset$/,
  date: /^a date YYYY-MM-DD$/,
  date_order: /^a date not before `from`$/,
  near_column: /^a known column; did you mean "(?<name>.*)"\?$/,
  column: /^a column of profile (?<profile>\S+): (?<names>.*)$/,
  name: /^a name of at most 128 bytes without .*$/,
  event_name: /^the name of an event$/,
  product_name: /^the name of a product$/,
  routine_name: /^the name of a routine$/,
}

const knownStatuses = [400, 403, 404, 409, 413, 429, 503]

function translateKnownMessage(sentence: string, t: TFunction<'shared'>): string | null {
  for (const [key, pattern] of Object.entries(patterns)) {
    const match = pattern.exec(sentence)
    if (!match) continue
    const {expected, ...values} = match.groups ?? {}
    return t(`said.${key}`, {...values, ...(expected !== undefined && {expected: translateServerMessage(expected, t)})})
  }
  return null
}

// A message of the server, or what it expected in a cell; returned unchanged if no pattern matches.
export const translateServerMessage = (sentence: string, t: TFunction<'shared'>): string => translateKnownMessage(sentence, t) ?? sentence

export function refusalMessage(refusal: Refusal, t: TFunction<'shared'>): string {
  if (refusal.offline) return t('offline')
  if (refusal.status === 499) return t('stopped')
  const status = knownStatuses.includes(refusal.status) ? refusal.status : 'other'
  return translateKnownMessage(refusal.detail, t) ?? t(`refusal.${status}`, {detail: refusal.detail})
}
