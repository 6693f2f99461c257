// Page Today in all variants; logging, an event in two taps, undo, snooze, live update in a second browser.
import {translations, variants} from './browser.mjs'
import {day, startServer} from './diary.mjs'

export async function test({open, check, waitUntil}) {
  const diary = await startServer()
  try {
    for (const variant of variants) {
      const t = translations(variant.language).feature('today')
      const session = await open(diary.url, variant)
      await session.page.getByRole('heading', {name: /stand|位置/}).waitFor()
      await session.page.locator('.place').nth(5).waitFor()
      check(`seven dimensions stand there (${session.name})`, (await session.page.locator('.place').count()) >= 6)
      if (variant.language === 'zh') {
        const quality = session.page.getByRole('group', {name: '睡眠质量', includeHidden: true})
        check(`words of a scale are Chinese too (${session.name})`, (await quality.getByRole('radio', {name: '一般', includeHidden: true}).count()) === 1)
      }
      await session.checkAccessibility('Today')
      await session.screenshot('today')
      await session.close()
    }
    await testLogging(diary, open, check, waitUntil)
    await testSnooze(diary, open, check)
  } finally {
    await diary.close()
  }
}

async function testLogging(diary, open, check, waitUntil) {
  const t = translations('en').feature('today')
  const other = await open(diary.url, {screen: 'desktop'})
  await other.page.getByRole('heading', {name: /stands/}).waitFor()
  const oil = other.page.locator('.place', {hasText: 'Oil'}).locator('.large')
  const before = await oil.textContent()

  const session = await open(diary.url, {screen: 'phone'})
  const page = session.page
  await page.getByRole('group', {name: 'Oil'}).getByRole('radio', {name: '4.5'}).check()
  await page.getByRole('group', {name: 'Moisture'}).getByRole('radio', {name: '2', exact: true}).check()
  await page.getByRole('group', {name: 'Radiance'}).getByRole('radio', {name: '5', exact: true}).check()
  await page.getByRole('button', {name: 'Clear Radiance'}).click()
  await page.getByLabel(t.note).fill('a <b>note</b> of today')
  await session.screenshot('today-form', {fullPage: false})
  await page.getByRole('button', {name: t.write}).click()
  const begin = Date.now()
  const took = await waitUntil(3000, async () => (await oil.textContent()) !== before && (await other.page.getByText(/now|second|minute/).count()) > 0)
  check('a second browser shows what was logged within a second', took !== null && took <= 1000, `${took} ms, ${before}`)
  console.log(`  live update in a second browser: ${Date.now() - begin} ms after the tap`)
  await page.getByText(t.written).waitFor()

  // an event in two taps
  await page.getByRole('button', {name: 'Late night', exact: true}).tap()
  await session.checkAccessibility('Today with an event chosen')
  await page.getByRole('link', {name: 'Data'}).tap()
  await page.locator('.entry').first().waitFor()
  await page.goBack()
  await page.getByRole('button', {name: 'Late night', exact: true}).tap()
  await page.getByRole('button', {name: /Usual/}).tap()
  await page.getByText(t.written).waitFor()
  const savedEntries = async kind => (await (await fetch(`${diary.url}/api/v1/people/ann/entries?limit=5000&kind=${kind}`)).json()).entries
  const night = one => one.event === 'late_night' && one.weight === 1 && one.time.length > 16
  check('the event stands in the diary', (await waitUntil(2000, async () => (await savedEntries('event')).some(night))) !== null)
  const entries = {entries: await savedEntries('reading')}
  const reading = entries.entries.find(one => one.note === 'a <b>note</b> of today')
  check('the reading has what was tapped and nothing else', reading?.values.oil === 4.5 && reading.values.moisture === 2 && Object.keys(reading.values).length === 2, JSON.stringify(reading))

  await page.locator('.toast').getByRole('button', {name: t.undo}).click()
  await page.getByText(/Taken back/).waitFor()
  check('undo takes the event back', !(await savedEntries('event')).some(night))

  await page.getByRole('button', {name: t.undo_last}).click()
  await page.getByRole('dialog').getByText(/what was logged of/).waitFor()
  await session.checkAccessibility('the question before undo')
  await page.getByRole('dialog').getByRole('button', {name: t.keep}).click()

  // a product, and an own tag
  await page.getByLabel(t.product, {exact: true}).fill('night cream')
  await page.getByRole('button', {name: t.used_now}).click()
  check('the product stands in the diary', (await waitUntil(2000, async () => (await savedEntries('product')).some(one => one.product === 'night_cream'))) !== null)
  await page.getByLabel(t.own_tag).fill('long flight')
  await page.getByRole('button', {name: t.add}).click()
  await page.getByRole('button', {name: /A lot/}).click()
  await page.getByRole('button', {name: 'long flight'}).waitFor()
  check('the own tag stands in the diary', (await savedEntries('event')).some(one => one.event === 'long_flight' && one.weight === 2))
  await session.close()
  await other.close()
}

// Bad last days of Ben raise alerts.
async function testSnooze(diary, open, check) {
  const bad = Array.from({length: 28}, (_, i) => ({kind: 'reading', time: `${day(1 + Math.floor(i / 2))}T${i % 2 ? '07:30' : '21:30'}`, values: {moisture: 0, sensitivity: 5, radiance: 0}}))
  await fetch(`${diary.url}/api/v1/people/ben/entries`, {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(bad)})
  for (const variant of [{screen: 'phone', language: 'zh'}, {screen: 'desktop', scheme: 'dark'}]) {
    const session = await open(diary.url, {...variant, path: '/#/today?person=ben'})
    await session.page.locator('.alert').first().waitFor()
    await session.checkAccessibility('Today with alerts')
    await session.screenshot('today-alerts', {fullPage: false})
    await session.close()
  }
  const session = await open(diary.url, {screen: 'phone', path: '/#/today?person=ben'})
  await session.page.locator('.alert').first().waitFor()
  const count = await session.page.locator('.alert').count()
  await session.page.locator('.alert').first().getByRole('button', {name: '7 days'}).click()
  await session.page.getByText(/kept quiet/).waitFor()
  const now = await (await fetch(`${diary.url}/api/v1/people/ben/alerts`)).json()
  check('a snoozed alert stays, and says until when', now.alerts.length === count && now.alerts.some(alert => alert.snoozed_until === day(-7)), JSON.stringify(now.alerts.map(alert => alert.snoozed_until)))
  await session.close()
}
