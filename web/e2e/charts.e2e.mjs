// The pages with charts in all variants: each chart is drawn, has a sentence and a table.
import {translations, variants} from './browser.mjs'
import {startServer} from './diary.mjs'

const pages = ['trends', 'causes', 'forecast', 'attention']

export async function test({open, check}) {
  const diary = await startServer({days: 400})
  try {
    for (const variant of variants) {
      for (const name of pages) {
        if (!translations(variant.language).app.pages[name]) continue
        const session = await open(diary.url, {...variant, path: `/#/${name}`})
        const {page} = session
        page.setDefaultTimeout(60_000)
        await page.getByRole('heading', {level: 1}).waitFor()
        if ((await page.getByRole('heading', {name: translations(variant.language).app.not_found}).count()) > 0) {
          await session.close()
          continue // no such page in this build
        }
        await page.locator('.chart .main-svg').first().waitFor()
        await page.waitForFunction(() => !document.querySelector('[aria-busy]'))
        await page.waitForFunction(() => [...document.querySelectorAll('.chart .plot')].every(one => one.querySelector('.main-svg')))
        const charts = page.locator('.chart')
        check(`${name} has charts (${session.name})`, (await charts.count()) > 0)
        for (let i = 0; i < (await charts.count()); i++) {
          const sentence = await charts.nth(i).locator('.sentence').textContent()
          check(`${name}: chart ${i} has a sentence (${session.name})`, sentence.length > 8 && !/\{\{|undefined|NaN|null/.test(sentence), sentence)
        }
        await session.checkAccessibility(name)
        if (name === 'causes') await page.locator('.scatterlayer .points path').nth(100).waitFor({state: 'attached'}) // the measured days are a separate request
        await session.screenshot(name)
        if (name === 'causes') await testSlider(page, check, session.name)
        const button = charts.first().getByRole('button')
        await button.click()
        check(`${name}: the first chart has a table (${session.name})`, (await charts.first().locator('tbody tr').count()) > 0)
        await session.close()
      }
    }
  } finally {
    await diary.close()
  }
}

// The slider shifts the dose-response curve and its sentence.
async function testSlider(page, check, where) {
  const slider = page.locator('input[type=range]')
  if ((await slider.count()) === 0) return check(`causes: there is a slider (${where})`, false)
  const sentence = page.locator('.card', {has: slider}).locator('.sentence')
  const before = await sentence.first().textContent()
  const days = page.locator('.card', {has: slider}).locator('.scatterlayer .points path')
  await days.nth(100).waitFor({state: 'attached'}) // a separate request
  check(`causes: the measured days are drawn (${where})`, (await days.count()) > 100)
  await slider.fill('200')
  check(`causes: the bell moves with its slider (${where})`, (await sentence.first().textContent()) !== before, before)
}
