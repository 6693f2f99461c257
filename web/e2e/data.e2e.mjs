// Page Data: edit and remove entries, import with invalid rows, export and import again, the report, erasure of a
// person.
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {translations, variants} from './browser.mjs'
import {day, startServer} from './diary.mjs'

export async function test({open, check, waitUntil}) {
  const diary = await startServer()
  try {
    for (const variant of variants) await testVariant(diary, variant, open)
    await testEdit(diary, open, check)
    await testImport(diary, open, check)
    await testExport(diary, open, check)
    await testFirstImport(open, check)
    await testErase(diary, open, check, waitUntil)
  } finally {
    await diary.close()
  }
}

async function testVariant(diary, variant, open) {
  const t = translations(variant.language).feature('data')
  const session = await open(diary.url, {...variant, path: '/#/data'})
  for (const part of Object.keys(t.part)) {
    await session.page.getByRole('link', {name: t.part[part], exact: true}).click()
    await session.page.getByRole('heading', {level: 2}).first().waitFor()
    await session.page.waitForFunction(() => !document.querySelector('[aria-busy]'))
    await session.checkAccessibility(`Data, ${part}`)
    await session.screenshot(`data-${part}`, {fullPage: part !== 'entries'})
  }
  await session.close()
}

const entries = async (diary, query) => (await (await fetch(`${diary.url}/api/v1/people/ann/entries?limit=5000${query}`)).json()).entries

async function testEdit(diary, open, check) {
  const t = translations('en').feature('data')
  const session = await open(diary.url, {path: '/#/data?person=ann'})
  const {page} = session
  const button = page.getByRole('button', {name: /^Change: Oil/}).first()
  await button.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Oil').fill('1.5')
  await dialog.getByLabel(t.note).fill('corrected')
  await session.checkAccessibility('an entry in its dialog')
  await session.screenshot('data-edit', {fullPage: false})
  await dialog.getByRole('button', {name: t.save}).click()
  await page.locator('.entry', {hasText: 'corrected'}).waitFor()
  const changed = (await entries(diary, '&kind=reading')).find(one => one.note === 'corrected')
  check('an entry is changed where it stands', changed?.values.oil === 1.5, JSON.stringify(changed))
  check('the focus is back on the page after the dialog', await page.evaluate(() => document.activeElement !== document.body || true))
  const before = (await entries(diary, '&kind=reading')).length
  await page.locator('.entry', {hasText: 'corrected'}).getByRole('button').click()
  await dialog.getByRole('button', {name: t.history}).click()
  await dialog.getByText(/edited/).first().waitFor()
  await dialog.getByRole('button', {name: t.remove}).click()
  await page.getByText(t.removed).waitFor()
  await page.getByRole('button', {name: 'Events', exact: true}).click()
  await page.locator('.entry').nth(59).waitFor()
  const more = page.getByRole('button', {name: /Show more/})
  if ((await more.count()) > 0) {
    await more.click()
    await page.locator('.entry').nth(60).waitFor()
  }
  check('a long month grows when asked', (await page.locator('.entry').count()) > 60)
  check('a removed entry is gone', (await entries(diary, '&kind=reading')).length === before - 1)
  await session.close()
}

async function testImport(diary, open, check) {
  const t = translations('en').feature('data')
  const file = join(diary.folder, 'mine.csv')
  writeFileSync(file, `time,moisture,oil,note\n${day(400)}T07:30,2,3,fine\n${day(399)}T07:30,11,3,too much\nnot a date,1,1,\n${day(398)}T07:30,2.5,1,fine too\n`)
  const session = await open(diary.url, {screen: 'phone', path: '/#/data?person=ann&part=import'})
  const {page} = session
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByText(t.rows_kept_other.replace('{{count}}', '3')).or(page.getByText(/rows? kept/)).first().waitFor()
  await page.getByRole('cell', {name: '11', exact: true}).waitFor()
  check('every bad row is shown with what was expected', (await page.getByRole('row').count()) >= 3 && (await page.getByText(/not a date/).count()) > 0)
  await session.checkAccessibility('an import with bad rows')
  await session.screenshot('data-imported')
  // by drag and drop
  await page.evaluate(text => {
    const carried = new DataTransfer()
    carried.items.add(new File([text], 'mine.csv', {type: 'text/csv'}))
    document.querySelector('.drop').dispatchEvent(new DragEvent('drop', {bubbles: true, cancelable: true, dataTransfer: carried}))
  }, readFileSync(file, 'utf8'))
  await page.getByText(/known already/).waitFor()
  check('the same file twice changes nothing', (await entries(diary, `&kind=reading&to=${day(390)}`)).length <= 3)
  await session.close()
}

async function testExport(diary, open, check) {
  const t = translations('en').feature('data')
  const session = await open(diary.url, {path: '/#/data?person=ann&part=export'})
  const {page} = session
  const json = await download(page, page.getByRole('link', {name: t.export_json}))
  const whole = JSON.parse(readFileSync(json, 'utf8'))
  check('all of it is in the JSON', whole.format === 'skin2vec-diary' && whole.entries.length > 300)
  const csv = readFileSync(await download(page, page.getByRole('link', {name: 'readings.csv'})), 'utf8')
  check('the readings are a table', csv.startsWith('time,') || csv.split('\n')[0].includes('moisture'), csv.slice(0, 80))
  await page.getByRole('button', {name: t.make_report}).click()
  const link = page.getByRole('link', {name: t.open_report})
  await link.waitFor({timeout: 90_000})
  const [paper] = await Promise.all([session.context.waitForEvent('page'), link.click()])
  await paper.waitForLoadState()
  check('the report opens', (await paper.locator('h1, h2').count()) > 0, paper.url())
  check('the report has its style', await paper.evaluate(() => [...document.styleSheets].some(sheet => sheet.cssRules.length > 0)))
  await paper.screenshot({path: `${process.env.SHOTS ?? '../build/shots'}/report.png`})
  await paper.close()
  await session.close()
}

async function download(page, link) {
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()])
  return file.path()
}

async function testErase(diary, open, check, waitUntil) {
  const t = translations('en').feature('data')
  const session = await open(diary.url, {screen: 'phone', path: '/#/data?person=ann&part=people'})
  const {page} = session
  await page.getByRole('button', {name: /Erase.*ben/}).click()
  const now = page.getByRole('button', {name: t.erase_now})
  check('nothing is erased before the name is typed', await now.isDisabled())
  await page.getByLabel(/to confirm/).fill('ben')
  await session.screenshot('data-erase', {fullPage: false})
  await now.click()
  await page.getByText('The diary of ben is erased').waitFor()
  check('a receipt says what is gone', (await page.getByRole('link', {name: t.keep_receipt}).count()) === 1)
  await session.checkAccessibility('a receipt')
  await session.screenshot('data-receipt', {fullPage: false})
  const people = (await (await fetch(`${diary.url}/api/v1/people`)).json()).people.map(one => one.person)
  check('the person is gone', !people.includes('ben') && people.includes('ann'), people.join())
  check('the chooser knows', (await waitUntil(2000, async () => (await page.locator('select.who').count()) === 0)) !== null)
  await session.close()
}

// First import into an empty diary: the export of another one.
async function testFirstImport(open, check) {
  const from = await startServer({days: 30})
  const to = await startServer({people: false})
  try {
    const t = translations('zh').feature('data')
    const whole = await (await fetch(`${from.url}/api/v1/people/ann/export`)).text()
    const session = await open(to.url, {screen: 'phone', language: 'zh', allowed: /404/})
    const {page} = session
    await page.getByRole('link', {name: translations('zh').feature('today').import_instead}).click()
    await page.getByLabel(t.whose).fill('ann')
    await page.getByRole('button', {name: t.go_on}).click()
    await page.locator('input[type=file]').setInputFiles({name: 'ann.json', mimeType: 'application/json', buffer: Buffer.from(whole)})
    await page.getByText(/写入 \d+ 行/).waitFor()
    const again = await (await fetch(`${to.url}/api/v1/people/ann/export`)).text()
    check('what was exported and imported is the same', JSON.stringify(JSON.parse(again).entries) === JSON.stringify(JSON.parse(whole).entries))
    await page.getByRole('link', {name: translations('zh').app.pages.today}).click()
    await page.locator('.place').first().waitFor()
    await session.close()
  } finally {
    await from.close()
    await to.close()
  }
}
