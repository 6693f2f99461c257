// A diary with accounts: login, rights of an owner and a clinician, tokens, log-out.
import {translations} from './browser.mjs'
import {startServer} from './diary.mjs'

const owner = {name: 'ann', password: 'correct horse battery'}
const doctor = {name: 'doctor', password: 'another long phrase'}

export async function test({open, check, waitUntil}) {
  const diary = await startServer({days: 60, account: owner})
  try {
    const session = await testOwner(diary, open, check)
    await testClinician(diary, open, check)
    await testExpiredLogin(diary, session, check, waitUntil)
    await testLogOut(session, check, waitUntil)
  } finally {
    await diary.close()
  }
}

async function logIn(page, {name, password}, language = 'en') {
  const t = translations(language).app
  await page.getByLabel(t.name).fill(name)
  await page.getByLabel(t.password).fill(password)
  await page.getByRole('button', {name: t.log_in}).click()
}

async function testOwner(diary, open, check) {
  const t = translations('en').feature('accounts')
  const shared = translations('en').shared
  for (const variant of [{screen: 'phone', scheme: 'dark', language: 'zh'}, {screen: 'desktop'}]) {
    const language = variant.language ?? 'en'
    const session = await open(diary.url, {...variant, allowed: /401/})
    await session.page.getByRole('heading', {name: translations(language).app.log_in}).waitFor()
    await session.checkAccessibility('the login')
    await session.screenshot('login', {fullPage: false})
    await logIn(session.page, {...owner, password: 'wrong password'}, language)
    await session.page.getByText(translations(language).shared.said.password_wrong).waitFor()
    await session.close()
  }
  const session = await open(diary.url, {allowed: /401/})
  const {page} = session
  await logIn(page, owner)
  await page.locator('.place').first().waitFor()
  check('the text against forged requests is not kept on the device', !(await page.evaluate(async () => (await (await caches.match('/api/v1/session'))?.text()) ?? '')).match(/csrf":"/))
  check('the cookie is not for scripts', (await page.evaluate(() => document.cookie)) === '')
  await page.getByRole('button', {name: translations('en').app.settings}).click()
  await page.getByRole('link', {name: translations('en').app.pages.accounts}).click()
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
  await session.checkAccessibility('Accounts')
  await session.screenshot('accounts')
  await page.getByRole('button', {name: shared.close}).last().click()
  await page.getByRole('button', {name: /End balcony/}).click()
  await page.getByText(shared.token.none).waitFor()
  // a write, which sends the CSRF token
  await page.getByRole('link', {name: translations('en').app.pages.today}).click()
  await page.getByRole('button', {name: 'Travel', exact: true}).click()
  await page.getByRole('button', {name: /Usual/}).click()
  await page.getByText(translations('en').feature('today').written).waitFor()
  check('who is logged in writes', true)
  return session
}

// After the login has expired, an entry stays in the outbox until the next login.
async function testExpiredLogin(diary, session, check, waitUntil) {
  const {page, context} = session
  await page.bringToFront()
  await context.clearCookies()
  await page.getByRole('button', {name: 'Dairy', exact: true}).click()
  await page.getByRole('button', {name: /Usual/}).click()
  await page.getByRole('heading', {name: translations('en').app.log_in}).waitFor()
  check('before the login no answer is kept on the device', (await waitUntil(2000, async () => (await cachedAnswers(page)) === 0)) !== null)
  await logIn(page, owner)
  await page.locator('.place').first().waitFor()
  const sent = await waitUntil(5000, async () =>
    page.evaluate(async () => (await (await fetch('/api/v1/people/ann/entries?kind=event&limit=5000')).json()).entries.filter(one => one.event === 'dairy' && one.time.length > 16).length === 1))
  check('what was written without a login is sent after it, once', sent !== null)
}

async function testClinician(diary, open, check) {
  const session = await open(diary.url, {screen: 'phone', scheme: 'dark'})
  const {page} = session
  await logIn(page, doctor)
  await page.locator('.place').first().waitFor()
  check('a clinician reads, and is offered nothing to write', (await page.getByRole('button', {name: translations('en').feature('today').write}).count()) === 0)
  check('a clinician sees who was granted', (await page.locator('select.who').count()) === 0 && (await page.getByText('ben').count()) === 0)
  await page.goto(diary.url + '/#/data')
  await page.getByRole('link', {name: translations('en').feature('data').part.entries, exact: true}).waitFor()
  check('and nothing to import or erase', (await page.getByRole('link', {name: translations('en').feature('data').part.import, exact: true}).count()) === 0)
  await session.checkAccessibility('Data of a clinician')
  await session.close()
}

const cachedAnswers = page => page.evaluate(async () => (await (await caches.open('answers')).keys()).filter(one => one.url.includes('/people/')).length)

async function testLogOut(session, check, waitUntil) {
  const {page} = session
  await page.getByRole('button', {name: translations('en').app.settings}).click()
  await page.getByRole('button', {name: translations('en').app.log_out}).click()
  await page.getByRole('heading', {name: translations('en').app.log_in}).waitFor()
  check('nothing is kept on the device after the way out', (await waitUntil(2000, async () => (await cachedAnswers(page)) === 0)) !== null)
  await session.close()
}
