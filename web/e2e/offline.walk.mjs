// Without a network: the page opens, shows the last answers with their age, and takes entries, which reach the server
// later, each once. Also where the server took an entry and its answer was lost.
import {words} from './browser.mjs'
import {serve} from './diary.mjs'

export async function walk({open, check, within}) {
  const diary = await serve({days: 60})
  try {
    await offline(diary, open, check, within)
    await lost(diary, open, check, within)
    await storm(diary, open, check, within)
  } finally {
    await diary.end()
  }
}

const written = async (diary, kind = 'reading') => (await (await fetch(`${diary.url}/api/v1/people/ann/entries?limit=5000&kind=${kind}`)).json()).entries

async function offline(diary, open, check, within) {
  const t = words('en').of('today')
  const own = await open(diary.url, {screen: 'phone', allowed: /ERR_INTERNET_DISCONNECTED|Failed to load|ERR_FAILED/})
  const {page, context} = own
  await page.locator('.place').first().waitFor()
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  check('it can be installed: a manifest with icons', await page.evaluate(async () => {
    const manifest = await (await fetch(document.querySelector('link[rel=manifest]').href)).json()
    const icons = await Promise.all(manifest.icons.map(async icon => (await fetch(icon.src)).ok))
    return manifest.display === 'standalone' && icons.length >= 3 && icons.every(Boolean)
  }))
  await page.reload()
  await page.locator('.place').first().waitFor()
  const before = (await written(diary)).length

  await context.setOffline(true)
  await page.reload()
  await page.locator('.place').first().waitFor()
  check('without a network the page opens, with its last answers', (await page.getByText(/This is the last answer/).count()) > 0)
  for (const value of ['1', '4']) {
    await page.getByRole('group', {name: 'Oil'}).getByRole('radio', {name: value, exact: true}).check()
    await page.getByLabel(t.note).fill(`offline ${value}`)
    await page.getByRole('button', {name: t.write}).click()
    await page.getByText(t.written_here).waitFor()
    await new Promise(resolve => setTimeout(resolve, 1100)) // another second: another entry
  }
  await page.getByRole('button', {name: 'Alcohol', exact: true}).tap()
  await page.getByRole('button', {name: /Usual/}).tap()
  await page.getByText('3 entries wait for the server').waitFor()
  await own.accessible('offline')
  await own.shot('offline', {fullPage: false})
  await page.reload()
  await page.getByText('3 entries wait for the server').waitFor()
  check('what waits survives that the page is closed', true)

  await context.setOffline(false)
  const took = await within(5000, async () => (await written(diary)).filter(one => one.note?.startsWith('offline')).length === 2)
  check('back on the network it is sent by itself', took !== null, `${took} ms`)
  check('nothing waits any more', (await within(3000, async () => (await page.getByText(/wait for the server/).count()) === 0)) !== null)
  const now = await written(diary)
  check('each reading is there once', now.length === before + 2 && now.filter(one => one.note === 'offline 1').length === 1, `${before} ${now.length}`)
  check('the event is there once', (await written(diary, 'event')).filter(one => one.event === 'alcohol' && one.time.length > 16).length === 1)
  await own.close()

  // the server itself is away, and comes back
  const other = await open(diary.url, {screen: 'desktop', allowed: /ERR_CONNECTION|Failed to load|ERR_INCOMPLETE|ERR_EMPTY/})
  await other.page.locator('.place').first().waitFor()
  await diary.stop()
  await other.page.getByRole('button', {name: 'Travel', exact: true}).click()
  await other.page.getByRole('button', {name: /Usual/}).click()
  await other.page.getByText('1 entry waits for the server').waitFor()
  await diary.restart()
  await other.page.getByRole('button', {name: words('en').app.send_now}).click()
  const again = await within(5000, async () => (await written(diary, 'event')).filter(one => one.event === 'travel' && one.time.length > 16).length === 1)
  check('the server away and back: the entry is there once', again !== null)
  await other.close()
}

// The first answer is lost on the way: the page cannot know, sends again, and nothing is there twice.
async function lost(diary, open, check, within) {
  const own = await open(diary.url, {screen: 'desktop', allowed: /ERR_FAILED|Failed to load/})
  const {page} = own
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
  const there = async () => (await written(diary, 'event')).filter(one => one.event === 'stress' && one.time.length > 16).length
  check('the server has it already', (await within(3000, async () => (await there()) === 1)) !== null)
  await page.getByRole('button', {name: words('en').app.send_now}).click()
  check('sent again it leaves the outbox', (await within(3000, async () => (await page.getByText(/waits for the server/).count()) === 0)) !== null)
  check('and is there once', (await there()) === 1)
  await own.close()
}

// Ten entries over a network that fails before the server, after it, or not at all, in two pages of one browser, of
// which one is closed in the midst of it.
async function storm(diary, open, check, within) {
  const t = words('en').of('today')
  const own = await open(diary.url, {screen: 'desktop', allowed: /ERR_FAILED|Failed to load/})
  const second = await own.context.newPage()
  let requests = 0
  let calm = false
  await own.context.route('**/entries', async route => {
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
    await log(own.page, `storm ${2 * i}`)
    await log(second, `storm ${2 * i + 1}`)
  }
  await second.close()
  await own.page.reload()
  calm = true
  const send = own.page.getByRole('button', {name: words('en').app.send_now})
  if ((await send.count()) > 0) await send.click()
  const there = async () => (await written(diary, 'event')).filter(one => one.event.startsWith('storm_')).map(one => one.event).sort()
  const all = Array.from({length: 10}, (_, i) => `storm_${i}`)
  await within(5000, async () => (await there()).length >= 10)
  await within(3000, async () => (await own.page.getByText(/waits? for the server/).count()) === 0)
  check('in a storm of failures each entry arrives once', JSON.stringify(await there()) === JSON.stringify(all), JSON.stringify(await there()))
  check('and nothing is left behind', (await own.page.getByText(/wait for the server|waits for the server/).count()) === 0)
  await own.close()
}
