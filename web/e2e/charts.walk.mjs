// The pages with charts, in both languages, on phone and desktop, light and dark: each chart drawn, its sentence, its
// table.
import {looks, words} from './browser.mjs'
import {serve} from './diary.mjs'

const pages = ['trends', 'causes', 'forecast', 'attention']

export async function walk({open, check}) {
  const diary = await serve({days: 400})
  try {
    for (const look of looks) {
      for (const name of pages) {
        if (!words(look.language).app.pages[name]) continue
        const seen = await open(diary.url, {...look, path: `/#/${name}`})
        const {page} = seen
        page.setDefaultTimeout(60_000)
        await page.getByRole('heading', {level: 1}).waitFor()
        if ((await page.getByRole('heading', {name: words(look.language).app.not_found}).count()) > 0) {
          await seen.close()
          continue // no such page in this build
        }
        await page.locator('.chart .main-svg').first().waitFor()
        await page.waitForFunction(() => !document.querySelector('[aria-busy]'))
        await page.waitForFunction(() => [...document.querySelectorAll('.chart .plot')].every(one => one.querySelector('.main-svg')))
        const charts = page.locator('.chart')
        check(`${name} has charts (${seen.name})`, (await charts.count()) > 0)
        for (let i = 0; i < (await charts.count()); i++) {
          const sentence = await charts.nth(i).locator('.sentence').textContent()
          check(`${name}: chart ${i} has a sentence (${seen.name})`, sentence.length > 8 && !/\{\{|undefined|NaN|null/.test(sentence), sentence)
        }
        await seen.accessible(name)
        if (name === 'causes') await page.locator('.scatterlayer .points path').nth(100).waitFor({state: 'attached'}) // the measured days are asked for apart
        await seen.shot(name)
        if (name === 'causes') await slides(page, check, seen.name)
        const button = charts.first().getByRole('button')
        await button.click()
        check(`${name}: the first chart has a table (${seen.name})`, (await charts.first().locator('tbody tr').count()) > 0)
        await seen.close()
      }
    }
  } finally {
    await diary.end()
  }
}

// The bell goes with what shifts it, and says so.
async function slides(page, check, where) {
  const slider = page.locator('input[type=range]')
  if ((await slider.count()) === 0) return check(`causes: there is a slider (${where})`, false)
  const sentence = page.locator('.card', {has: slider}).locator('.sentence')
  const before = await sentence.first().textContent()
  const days = page.locator('.card', {has: slider}).locator('.scatterlayer .points path')
  await days.nth(100).waitFor({state: 'attached'}) // they are asked for apart
  check(`causes: the measured days are drawn (${where})`, (await days.count()) > 100)
  await slider.fill('200')
  check(`causes: the bell moves with its slider (${where})`, (await sentence.first().textContent()) !== before, before)
}
