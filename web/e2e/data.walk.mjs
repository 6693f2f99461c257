// Data: entries changed and removed, files in with bad rows shown, the diary out and in again, the report, a person
// erased with a receipt.
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {looks, words} from './browser.mjs'
import {day, serve} from './diary.mjs'

export async function walk({open, check, within}) {
  const diary = await serve()
  try {
    for (const look of looks) await looked(diary, look, open)
    await edits(diary, open, check)
    await imports(diary, open, check)
    await exports_(diary, open, check)
    await begins(open, check)
    await erases(diary, open, check, within)
  } finally {
    await diary.end()
  }
}

async function looked(diary, look, open) {
  const t = words(look.language).of('data')
  const seen = await open(diary.url, {...look, path: '/#/data'})
  for (const part of Object.keys(t.part)) {
    await seen.page.getByRole('link', {name: t.part[part], exact: true}).click()
    await seen.page.getByRole('heading', {level: 2}).first().waitFor()
    await seen.page.waitForFunction(() => !document.querySelector('[aria-busy]'))
    await seen.accessible(`Data, ${part}`)
    await seen.shot(`data-${part}`, {fullPage: part !== 'entries'})
  }
  await seen.close()
}

const entries = async (diary, query) => (await (await fetch(`${diary.url}/api/v1/people/ann/entries?limit=5000${query}`)).json()).entries

async function edits(diary, open, check) {
  const t = words('en').of('data')
  const own = await open(diary.url, {path: '/#/data?person=ann'})
  const {page} = own
  const button = page.getByRole('button', {name: /^Change: Oil/}).first()
  await button.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Oil').fill('1.5')
  await dialog.getByLabel(t.note).fill('corrected')
  await own.accessible('an entry in its dialog')
  await own.shot('data-edit', {fullPage: false})
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
  await own.close()
}

async function imports(diary, open, check) {
  const t = words('en').of('data')
  const file = join(diary.folder, 'mine.csv')
  writeFileSync(file, `time,moisture,oil,note\n${day(400)}T07:30,2,3,fine\n${day(399)}T07:30,11,3,too much\nnot a date,1,1,\n${day(398)}T07:30,2.5,1,fine too\n`)
  const own = await open(diary.url, {screen: 'phone', path: '/#/data?person=ann&part=import'})
  const {page} = own
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByText(t.rows_kept_other.replace('{{count}}', '3')).or(page.getByText(/rows? kept/)).first().waitFor()
  await page.getByRole('cell', {name: '11', exact: true}).waitFor()
  check('every bad row is shown with what was expected', (await page.getByRole('row').count()) >= 3 && (await page.getByText(/not a date/).count()) > 0)
  await own.accessible('an import with bad rows')
  await own.shot('data-imported')
  // dropped, this time
  await page.evaluate(text => {
    const carried = new DataTransfer()
    carried.items.add(new File([text], 'mine.csv', {type: 'text/csv'}))
    document.querySelector('.drop').dispatchEvent(new DragEvent('drop', {bubbles: true, cancelable: true, dataTransfer: carried}))
  }, readFileSync(file, 'utf8'))
  await page.getByText(/known already/).waitFor()
  check('the same file twice changes nothing', (await entries(diary, `&kind=reading&to=${day(390)}`)).length <= 3)
  await own.close()
}

async function exports_(diary, open, check) {
  const t = words('en').of('data')
  const own = await open(diary.url, {path: '/#/data?person=ann&part=export'})
  const {page} = own
  const json = await download(page, page.getByRole('link', {name: t.export_json}))
  const whole = JSON.parse(readFileSync(json, 'utf8'))
  check('all of it is in the JSON', whole.format === 'skin2vec-diary' && whole.entries.length > 300)
  const csv = readFileSync(await download(page, page.getByRole('link', {name: 'readings.csv'})), 'utf8')
  check('the readings are a table', csv.startsWith('time,') || csv.split('\n')[0].includes('moisture'), csv.slice(0, 80))
  await page.getByRole('button', {name: t.make_report}).click()
  const link = page.getByRole('link', {name: t.open_report})
  await link.waitFor({timeout: 90_000})
  const [paper] = await Promise.all([own.context.waitForEvent('page'), link.click()])
  await paper.waitForLoadState()
  check('the report opens', (await paper.locator('h1, h2').count()) > 0, paper.url())
  check('the report has its style', await paper.evaluate(() => [...document.styleSheets].some(sheet => sheet.cssRules.length > 0)))
  await paper.screenshot({path: `${process.env.SHOTS ?? '../build/shots'}/report.png`})
  await paper.close()
  await own.close()
}

async function download(page, link) {
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()])
  return file.path()
}

async function erases(diary, open, check, within) {
  const t = words('en').of('data')
  const own = await open(diary.url, {screen: 'phone', path: '/#/data?person=ann&part=people'})
  const {page} = own
  await page.getByRole('button', {name: /Erase.*ben/}).click()
  const now = page.getByRole('button', {name: t.erase_now})
  check('nothing is erased before the name is typed', await now.isDisabled())
  await page.getByLabel(/to confirm/).fill('ben')
  await own.shot('data-erase', {fullPage: false})
  await now.click()
  await page.getByText('The diary of ben is erased').waitFor()
  check('a receipt says what is gone', (await page.getByRole('link', {name: t.keep_receipt}).count()) === 1)
  await own.accessible('a receipt')
  await own.shot('data-receipt', {fullPage: false})
  const people = (await (await fetch(`${diary.url}/api/v1/people`)).json()).people.map(one => one.person)
  check('the person is gone', !people.includes('ben') && people.includes('ann'), people.join())
  check('the chooser knows', (await within(2000, async () => (await page.locator('select.who').count()) === 0)) !== null)
  await own.close()
}

// An empty diary that begins with a file: what one diary gives, another takes.
async function begins(open, check) {
  const from = await serve({days: 30})
  const to = await serve({people: false})
  try {
    const t = words('zh').of('data')
    const whole = await (await fetch(`${from.url}/api/v1/people/ann/export`)).text()
    const own = await open(to.url, {screen: 'phone', language: 'zh', allowed: /404/})
    const {page} = own
    await page.getByRole('link', {name: words('zh').of('today').import_instead}).click()
    await page.getByLabel(t.whose).fill('ann')
    await page.getByRole('button', {name: t.go_on}).click()
    await page.locator('input[type=file]').setInputFiles({name: 'ann.json', mimeType: 'application/json', buffer: Buffer.from(whole)})
    await page.getByText(/写入 \d+ 行/).waitFor()
    const again = await (await fetch(`${to.url}/api/v1/people/ann/export`)).text()
    check('what was exported and imported is the same', JSON.stringify(JSON.parse(again).entries) === JSON.stringify(JSON.parse(whole).entries))
    await page.getByRole('link', {name: words('zh').app.pages.today}).click()
    await page.locator('.place').first().waitFor()
    await own.close()
  } finally {
    await from.end()
    await to.end()
  }
}
