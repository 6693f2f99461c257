// Offline: the page opens, shows the last answers with their age, and accepts entries, which reach the server later,
// each exactly once; also if the response to a saved entry was lost.
import {translations} from './browser.mjs'
import {startServer} from './diary.mjs'

export async function test({open, check, waitUntil}) {
  const diary = await startServer({days: 60})
  try {
    await testOffline(diary, open, check, waitUntil)
    await testLostResponse(diary, open, check, waitUntil)
    await testUnreliableNetwork(diary, open, check, waitUntil)
  } finally {
    await diary.close()
  }
}

const savedEntries = async (diary, kind = 'reading') => (await (await fetch(`${diary.url}/api/v1/people/ann/entries?limit=5000&kind=${kind}`)).json()).entries

async function testOffline(diary, open, check, waitUntil) {
  const t = translations('en').feature('today')
  const session = await open(diary.url, {screen: 'phone', allowed: /ERR_INTERNET_DISCONNECTED|Failed to load|ERR_FAILED/})
  const {page, context} = session
  await page.locator('.place').first().waitFor()
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  check('it can be installed: a manifest with icons', await page.evaluate(async () => {
    const manifest = await (await fetch(document.querySelector('link[rel=manifest]').href)).json()
    const icons = await Promise.all(manifest.icons.map(async icon => (await fetch(icon.src)).ok))
    return manifest.display === 'standalone' && icons.length >= 3 && icons.every(Boolean)
  }))
  await page.reload()
  await page.locator('.place').first().waitFor()
  const before = (await savedEntries(diary)).length

  await context.setOffline(true)
  await page.reload()
  await page.locator('.place').first().waitFor()
  check('without a network the page opens, with its last answers', (await page.getByText(/This is the last answer/).count()) > 0)
  for (const value of ['1', '4']) {
    await page.getByRole('group', {name: 'Oil'}).getByRole('radio', {name: value, exact: true}).check()
    await page.getByLabel(t.note).fill(`offline ${value}`)
    await page.getByRole('button', {name: t.write}).click()
    await page.getByText(t.written_here).waitFor()
    await new Promise(resolve => setTimeout(resolve, 1100)) // the next entry needs another second as its key
  }
  await page.getByRole('button', {name: 'Alcohol', exact: true}).tap()
  await page.getByRole('button', {name: /Usual/}).tap()
  await page.getByText('3 entries wait for the server').waitFor()
  await session.checkAccessibility('offline')
  await session.screenshot('offline', {fullPage: false})
  await page.reload()
  await page.getByText('3 entries wait for the server').waitFor()
  check('what waits survives that the page is closed', true)

  await context.setOffline(false)
  const took = await waitUntil(5000, async () => (await savedEntries(diary)).filter(one => one.note?.startsWith('offline')).length === 2)
  check('back on the network it is sent by itself', took !== null, `${took} ms`)
  check('nothing waits any more', (await waitUntil(3000, async () => (await page.getByText(/wait for the server/).count()) === 0)) !== null)
  const now = await savedEntries(diary)
  check('each reading is there once', now.length === before + 2 && now.filter(one => one.note === 'offline 1').length === 1, `${before} ${now.length}`)
  check('the event is there once', (await savedEntries(diary, 'event')).filter(one => one.event === 'alcohol' && one.time.length > 16).length === 1)
  await session.close()

  // the server stops and restarts
  const other = await open(diary.url, {screen: 'desktop', allowed: /ERR_CONNECTION|Failed to load|ERR_INCOMPLETE|ERR_EMPTY/})
  await other.page.locator('.place').first().waitFor()
  await diary.stop()
  await other.page.getByRole('button', {name: 'Travel', exact: true}).click()
  await other.page.getByRole('button', {name: /Usual/}).click()
  await other.page.getByText('1 entry waits for the server').waitFor()
  await diary.restart()
  await other.page.getByRole('button', {name: translations('en').app.send_now}).click()
  const again = await waitUntil(5000, async () => (await savedEntries(diary, 'event')).filter(one => one.event === 'travel' && one.time.length > 16).length === 1)
  check('the server away and back: the entry is there once', again !== null)
  await other.close()
}

// The response to the first request is lost: the page sends again, and the entry is not duplicated.
async function testLostResponse(diary, open, check, waitUntil) {
  const session = await open(diary.url, {screen: 'desktop', allowed: /ERR_FAILED|Failed to load/})
  const {page} = session
  await page.locator('.place').first().waitFor()
  let lose = true
  await page.route('**/entries', async route => {
    if (route.request().method() !== 'POST' || !lose) return route.continue()
    lose = false
    await route.fetch()
    await route.abort('failed')
  })
  await page.getByRole('button', {name: 'Stress', exact: true}).click()
  await page.getByRole('button', {name: /Usual/}).click()
  await page.getByText('1 entry waits for the server').waitFor()
  const saved = async () => (await savedEntries(diary, 'event')).filter(one => one.event === 'stress' && one.time.length > 16).length
  check('the server has it already', (await waitUntil(3000, async () => (await saved()) === 1)) !== null)
  await page.getByRole('button', {name: translations('en').app.send_now}).click()
  check('sent again it leaves the outbox', (await waitUntil(3000, async () => (await page.getByText(/waits for the server/).count()) === 0)) !== null)
  check('and is there once', (await saved()) === 1)
  await session.close()
}

// Ten entries from two tabs over a network that fails before the server, after it, or not at
// all; one tab is closed at the end.
async function testUnreliableNetwork(diary, open, check, waitUntil) {
  const t = translations('en').feature('today')
  const session = await open(diary.url, {screen: 'desktop', allowed: /ERR_FAILED|Failed to load/})
  const second = await session.context.newPage()
  let requests = 0
  let calm = false
  await session.context.route('**/entries', async route => {
    if (route.request().method() !== 'POST' || calm) return route.continue()
    const fate = requests++ % 3
    if (fate === 0) return route.abort('failed')
    if (fate === 2) return route.continue()
    await route.fetch()
    return route.abort('failed')
  })
  await second.goto(diary.url)
  const log = async (page, tag) => {
    await page.bringToFront()
    await page.getByLabel(t.own_tag).fill(tag)
    await page.getByRole('button', {name: t.add}).click()
    await page.getByRole('button', {name: /A little/}).click()
    await page.getByRole('button', {name: /A little/}).waitFor({state: 'detached'})
  }
  for (let i = 0; i < 5; i++) {
    await log(session.page, `storm ${2 * i}`)
    await log(second, `storm ${2 * i + 1}`)
  }
  await second.close()
  await session.page.reload()
  calm = true
  const send = session.page.getByRole('button', {name: translations('en').app.send_now})
  if ((await send.count()) > 0) await send.click()
  const saved = async () => (await savedEntries(diary, 'event')).filter(one => one.event.startsWith('storm_')).map(one => one.event).sort()
  const all = Array.from({length: 10}, (_, i) => `storm_${i}`)
  await waitUntil(5000, async () => (await saved()).length >= 10)
  await waitUntil(3000, async () => (await session.page.getByText(/waits? for the server/).count()) === 0)
  check('in a storm of failures each entry arrives once', JSON.stringify(await saved()) === JSON.stringify(all), JSON.stringify(await saved()))
  check('and nothing is left behind', (await session.page.getByText(/wait for the server|waits for the server/).count()) === 0)
  await session.close()
}
