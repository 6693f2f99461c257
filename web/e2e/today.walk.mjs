// Today: what stands there, in both languages, on phone and desktop, light and dark; logging, an event in two taps,
// undo, snooze; a second browser that sees it.
import {looks, words} from './browser.mjs'
import {day, serve} from './diary.mjs'

export async function walk({open, check, within}) {
  const diary = await serve()
  try {
    for (const look of looks) {
      const t = words(look.language).of('today')
      const seen = await open(diary.url, look)
      await seen.page.getByRole('heading', {name: /stand|位置/}).waitFor()
      await seen.page.locator('.place').nth(5).waitFor()
      check(`seven dimensions stand there (${seen.name})`, (await seen.page.locator('.place').count()) >= 6)
      if (look.language === 'zh') {
        const quality = seen.page.getByRole('group', {name: '睡眠质量', includeHidden: true})
        check(`words of a scale are Chinese too (${seen.name})`, (await quality.getByRole('radio', {name: '一般', includeHidden: true}).count()) === 1)
      }
      await seen.accessible('Today')
      await seen.shot('today')
      await seen.close()
    }
    await logs(diary, open, check, within)
    await snoozes(diary, open, check)
  } finally {
    await diary.end()
  }
}

async function logs(diary, open, check, within) {
  const t = words('en').of('today')
  const other = await open(diary.url, {screen: 'desktop'})
  await other.page.getByRole('heading', {name: /stands/}).waitFor()
  const oil = other.page.locator('.place', {hasText: 'Oil'}).locator('.large')
  const before = await oil.textContent()

  const own = await open(diary.url, {screen: 'phone'})
  const page = own.page
  await page.getByRole('group', {name: 'Oil'}).getByRole('radio', {name: '4.5'}).check()
  await page.getByRole('group', {name: 'Moisture'}).getByRole('radio', {name: '2', exact: true}).check()
  await page.getByRole('group', {name: 'Radiance'}).getByRole('radio', {name: '5', exact: true}).check()
  await page.getByRole('button', {name: 'Clear Radiance'}).click()
  await page.getByLabel(t.note).fill('a <b>note</b> of today')
  await own.shot('today-form', {fullPage: false})
  await page.getByRole('button', {name: t.write}).click()
  const begin = Date.now()
  const took = await within(3000, async () => (await oil.textContent()) !== before && (await other.page.getByText(/now|second|minute/).count()) > 0)
  check('a second browser shows what was logged within a second', took !== null && took <= 1000, `${took} ms, ${before}`)
  console.log(`  live update in a second browser: ${Date.now() - begin} ms after the tap`)
  await page.getByText(t.written).waitFor()

  // two taps
  await page.getByRole('button', {name: 'Late night', exact: true}).tap()
  await own.accessible('Today with an event chosen')
  await page.getByRole('link', {name: 'Data'}).tap()
  await page.locator('.entry').first().waitFor()
  await page.goBack()
  await page.getByRole('button', {name: 'Late night', exact: true}).tap()
  await page.getByRole('button', {name: /Usual/}).tap()
  await page.getByText(t.written).waitFor()
  const written = async kind => (await (await fetch(`${diary.url}/api/v1/people/ann/entries?limit=5000&kind=${kind}`)).json()).entries
  const night = one => one.event === 'late_night' && one.weight === 1 && one.time.length > 16
  check('the event stands in the diary', (await within(2000, async () => (await written('event')).some(night))) !== null)
  const entries = {entries: await written('reading')}
  const reading = entries.entries.find(one => one.note === 'a <b>note</b> of today')
  check('the reading has what was tapped and nothing else', reading?.values.oil === 4.5 && reading.values.moisture === 2 && Object.keys(reading.values).length === 2, JSON.stringify(reading))

  await page.locator('.toast').getByRole('button', {name: t.undo}).click()
  await page.getByText(/Taken back/).waitFor()
  check('undo takes the event back', !(await written('event')).some(night))

  await page.getByRole('button', {name: t.undo_last}).click()
  await page.getByRole('dialog').getByText(/what was logged of/).waitFor()
  await own.accessible('the question before undo')
  await page.getByRole('dialog').getByRole('button', {name: t.keep}).click()

  // a product, and an own tag
  await page.getByLabel(t.product, {exact: true}).fill('night cream')
  await page.getByRole('button', {name: t.used_now}).click()
  check('the product stands in the diary', (await within(2000, async () => (await written('product')).some(one => one.product === 'night_cream'))) !== null)
  await page.getByLabel(t.own_tag).fill('long flight')
  await page.getByRole('button', {name: t.add}).click()
  await page.getByRole('button', {name: /A lot/}).click()
  await page.getByRole('button', {name: 'long flight'}).waitFor()
  check('the own tag stands in the diary', (await written('event')).some(one => one.event === 'long_flight' && one.weight === 2))
  await own.close()
  await other.close()
}

// Ben's last days were bad: that raises alerts.
async function snoozes(diary, open, check) {
  const bad = Array.from({length: 28}, (_, i) => ({kind: 'reading', time: `${day(1 + Math.floor(i / 2))}T${i % 2 ? '07:30' : '21:30'}`, values: {moisture: 0, sensitivity: 5, radiance: 0}}))
  await fetch(`${diary.url}/api/v1/people/ben/entries`, {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(bad)})
  for (const look of [{screen: 'phone', language: 'zh'}, {screen: 'desktop', scheme: 'dark'}]) {
    const seen = await open(diary.url, {...look, path: '/#/today?person=ben'})
    await seen.page.locator('.alert').first().waitFor()
    await seen.accessible('Today with alerts')
    await seen.shot('today-alerts', {fullPage: false})
    await seen.close()
  }
  const own = await open(diary.url, {screen: 'phone', path: '/#/today?person=ben'})
  await own.page.locator('.alert').first().waitFor()
  const count = await own.page.locator('.alert').count()
  await own.page.locator('.alert').first().getByRole('button', {name: '7 days'}).click()
  await own.page.getByText(/kept quiet/).waitFor()
  const now = await (await fetch(`${diary.url}/api/v1/people/ben/alerts`)).json()
  check('a snoozed alert stays, and says until when', now.alerts.length === count && now.alerts.some(alert => alert.snoozed_until === day(-7)), JSON.stringify(now.alerts.map(alert => alert.snoozed_until)))
  await own.close()
}
