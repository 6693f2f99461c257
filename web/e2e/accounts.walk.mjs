// A diary with accounts: the login, what an owner may do and a clinician may not, tokens, the way out.
import {words} from './browser.mjs'
import {serve} from './diary.mjs'

const owner = {name: 'ann', password: 'correct horse battery'}
const doctor = {name: 'doctor', password: 'another long phrase'}

export async function walk({open, check, within}) {
  const diary = await serve({days: 60, account: owner})
  try {
    const own = await owns(diary, open, check)
    await reads(diary, open, check)
    await expires(diary, own, check, within)
    await leaves(own, check, within)
  } finally {
    await diary.end()
  }
}

async function logIn(page, {name, password}, language = 'en') {
  const t = words(language).app
  await page.getByLabel(t.name).fill(name)
  await page.getByLabel(t.password).fill(password)
  await page.getByRole('button', {name: t.log_in}).click()
}

async function owns(diary, open, check) {
  const t = words('en').of('accounts')
  const shared = words('en').shared
  for (const look of [{screen: 'phone', scheme: 'dark', language: 'zh'}, {screen: 'desktop'}]) {
    const language = look.language ?? 'en'
    const seen = await open(diary.url, {...look, allowed: /401/})
    await seen.page.getByRole('heading', {name: words(language).app.log_in}).waitFor()
    await seen.accessible('the login')
    await seen.shot('login', {fullPage: false})
    await logIn(seen.page, {...owner, password: 'wrong password'}, language)
    await seen.page.getByText(words(language).shared.said.password_wrong).waitFor()
    await seen.close()
  }
  const own = await open(diary.url, {allowed: /401/})
  const {page} = own
  await logIn(page, owner)
  await page.locator('.place').first().waitFor()
  check('the text against forged requests is not kept on the device', !(await page.evaluate(async () => (await (await caches.match('/api/v1/session'))?.text()) ?? '')).match(/csrf":"/))
  check('the cookie is not for scripts', (await page.evaluate(() => document.cookie)) === '')
  await page.getByRole('button', {name: words('en').app.settings}).click()
  await page.getByRole('link', {name: words('en').app.pages.accounts}).click()
  await page.getByRole('heading', {name: t.new}).waitFor()
  const form = page.getByRole('form', {name: t.new})
  await form.getByLabel(t.name).fill(doctor.name)
  await form.getByLabel(t.password).fill(doctor.password)
  await form.getByRole('button', {name: t.add}).click()
  const grant = page.getByRole('form', {name: 'Grant to doctor'})
  await grant.getByLabel(t.whose).selectOption('ann')
  await grant.getByLabel(shared.token.role).selectOption('clinician')
  await grant.getByRole('button', {name: t.grant}).click()
  await page.getByText(`ann: ${shared.role.clinician}`).waitFor()
  const token = page.getByRole('form', {name: shared.token.new})
  await token.getByLabel(shared.token.name).fill('balcony')
  await token.getByLabel(shared.token.role).selectOption('device')
  await token.getByRole('button', {name: shared.token.make}).click()
  await page.getByText(shared.token.once).waitFor()
  const secret = await page.locator('.note code').textContent()
  const sent = await fetch(`${diary.url}/api/v1/people/ann/sensors`, {method: 'POST', headers: {'content-type': 'application/json', authorization: `Bearer ${secret}`}, body: '{"humidity": 41}'})
  check('a device writes with its token', sent.status === 201, String(sent.status))
  await own.accessible('Accounts')
  await own.shot('accounts')
  await page.getByRole('button', {name: shared.close}).last().click()
  await page.getByRole('button', {name: /End balcony/}).click()
  await page.getByText(shared.token.none).waitFor()
  // what carries the text against forged requests
  await page.getByRole('link', {name: words('en').app.pages.today}).click()
  await page.getByRole('button', {name: 'Travel', exact: true}).click()
  await page.getByRole('button', {name: /Usual/}).click()
  await page.getByText(words('en').of('today').written).waitFor()
  check('who is logged in writes', true)
  return own
}

// The login has ended elsewhere: what is written then waits until somebody logs in again.
async function expires(diary, own, check, within) {
  const {page, context} = own
  await page.bringToFront()
  await context.clearCookies()
  await page.getByRole('button', {name: 'Dairy', exact: true}).click()
  await page.getByRole('button', {name: /Usual/}).click()
  await page.getByRole('heading', {name: words('en').app.log_in}).waitFor()
  check('before the login no answer is kept on the device', (await within(2000, async () => (await keptAnswers(page)) === 0)) !== null)
  await logIn(page, owner)
  await page.locator('.place').first().waitFor()
  const sent = await within(5000, async () =>
    page.evaluate(async () => (await (await fetch('/api/v1/people/ann/entries?kind=event&limit=5000')).json()).entries.filter(one => one.event === 'dairy' && one.time.length > 16).length === 1))
  check('what was written without a login is sent after it, once', sent !== null)
}

async function reads(diary, open, check) {
  const own = await open(diary.url, {screen: 'phone', scheme: 'dark'})
  const {page} = own
  await logIn(page, doctor)
  await page.locator('.place').first().waitFor()
  check('a clinician reads, and is offered nothing to write', (await page.getByRole('button', {name: words('en').of('today').write}).count()) === 0)
  check('a clinician sees who was granted', (await page.locator('select.who').count()) === 0 && (await page.getByText('ben').count()) === 0)
  await page.goto(diary.url + '/#/data')
  await page.getByRole('link', {name: words('en').of('data').part.entries, exact: true}).waitFor()
  check('and nothing to import or erase', (await page.getByRole('link', {name: words('en').of('data').part.import, exact: true}).count()) === 0)
  await own.accessible('Data of a clinician')
  await own.close()
}

const keptAnswers = page => page.evaluate(async () => (await (await caches.open('answers')).keys()).filter(one => one.url.includes('/people/')).length)

async function leaves(own, check, within) {
  const {page} = own
  await page.getByRole('button', {name: words('en').app.settings}).click()
  await page.getByRole('button', {name: words('en').app.log_out}).click()
  await page.getByRole('heading', {name: words('en').app.log_in}).waitFor()
  check('nothing is kept on the device after the way out', (await within(2000, async () => (await keptAnswers(page)) === 0)) !== null)
  await own.close()
}
