// What the server says, in the language of the page. Its own sentences are English: those that a person meets often are
// known here by their form, with the names and numbers in them; of any other one tells of what kind it is, and shows it
// as it stands.
import type {TFunction} from 'i18next'
import type {Refusal} from '../api/refusal'

const forms: Record<string, RegExp> = {
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

const kinds = [400, 403, 404, 409, 413, 429, 503]

function known(sentence: string, t: TFunction<'shared'>): string | null {
  for (const [key, form] of Object.entries(forms)) {
    const match = form.exec(sentence)
    if (!match) continue
    const {expected, ...given} = match.groups ?? {}
    return t(`said.${key}`, {...given, ...(expected !== undefined && {expected: said(expected, t)})})
  }
  return null
}

// A sentence of the server, or what it expected in a cell; as it stands where it is not known.
export const said = (sentence: string, t: TFunction<'shared'>): string => known(sentence, t) ?? sentence

export function refusalWords(refusal: Refusal, t: TFunction<'shared'>): string {
  if (refusal.offline) return t('offline')
  if (refusal.status === 499) return t('stopped')
  const kind = kinds.includes(refusal.status) ? refusal.status : 'other'
  return known(refusal.detail, t) ?? t(`refusal.${kind}`, {detail: refusal.detail})
}
