// The frame: keyboard, focus, languages and appearance that are kept, an address that is none, an empty diary of
// another profile.
import {words} from './browser.mjs'
import {serve} from './diary.mjs'

export async function walk({open, check}) {
  const diary = await serve({days: 60})
  try {
    await keyboard(diary, open, check)
    await choices(diary, open, check)
  } finally {
    await diary.end()
  }
  await begins('sleep', 'zh', open, check)
  await begins('skin', 'en', open, check)
}

async function keyboard(diary, open, check) {
  const own = await open(diary.url, {screen: 'desktop'})
  const {page} = own
  const t = words('en').app
  await page.getByRole('heading', {level: 1}).waitFor()
  await page.keyboard.press('Tab')
  check('the first stop of the keyboard skips to the content', await page.getByRole('button', {name: t.skip}).evaluate(one => one === document.activeElement))
  await own.shot('frame-skip', {fullPage: false})
  await page.keyboard.press('Enter')
  check('and the focus is in the content', await page.evaluate(() => document.activeElement?.tagName === 'MAIN'))
  await page.getByRole('link', {name: t.pages.data}).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', {level: 1, name: 'Data'}).waitFor()
  check('a new page has the focus and the title', (await page.evaluate(() => document.activeElement?.tagName)) === 'MAIN' && (await page.title()) === 'Data · Skin2Vec')
  await page.goBack()
  await page.getByRole('heading', {name: /stands/}).waitFor()
  check('back is back', (await page.title()) === 'Today · Skin2Vec')
  // a score by the keyboard alone
  await page.getByRole('group', {name: 'Oil'}).getByRole('radio', {name: '0', exact: true}).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  check('arrows set a score', await page.getByRole('group', {name: 'Oil'}).getByRole('radio', {name: '1', exact: true}).isChecked())
  await page.goto(diary.url + '/#/nowhere')
  await page.getByRole('heading', {name: t.not_found}).waitFor()
  await own.accessible('an address that is none')
  await page.getByRole('link', {name: t.to_today}).click()
  await page.getByRole('heading', {name: /stands/}).waitFor()
  await own.close()
}

async function choices(diary, open, check) {
  const own = await open(diary.url, {screen: 'phone'})
  const {page} = own
  await page.getByRole('button', {name: words('en').app.settings}).click()
  await own.accessible('the settings')
  await page.getByRole('button', {name: '中文'}).click()
  await page.getByRole('button', {name: words('zh').app.themes.dark}).click()
  await own.shot('frame-settings', {fullPage: false})
  await page.getByRole('button', {name: words('zh').shared.close}).click()
  check('the focus is back on what opened the dialog', await page.getByRole('button', {name: words('zh').app.settings}).evaluate(one => one === document.activeElement))
  await page.reload()
  await page.getByRole('heading', {name: words('zh').of('today').log}).waitFor()
  const look = await page.evaluate(() => [document.documentElement.lang, getComputedStyle(document.body).backgroundColor])
  check('language and appearance are kept', look[0] === 'zh-CN' && look[1] === 'rgb(18, 21, 23)', look.join())
  check('nothing is stored on other hosts', await page.evaluate(() => performance.getEntriesByType('resource').every(one => one.name.startsWith(location.origin))))
  await own.close()
}

async function begins(profile, language, open, check) {
  const diary = await serve({people: false, profile})
  try {
    const who = language === 'zh' ? '小 明' : 'me'
    const t = words(language).of('today')
    const own = await open(diary.url, {screen: 'phone', language, allowed: /404/})
    const {page} = own
    await page.getByRole('heading', {name: t.welcome}).waitFor()
    await own.accessible('an empty diary')
    await own.shot(`frame-welcome-${profile}`, {fullPage: false})
    await page.getByLabel(t.whose).fill(who)
    await page.getByRole('button', {name: t.begin}).click()
    await page.getByRole('heading', {name: t.log}).waitFor()
    if (profile === 'sleep') {
      await page.getByRole('spinbutton', {name: '睡眠时长 (min)'}).fill('412')
      check('one slot a day asks for no morning', (await page.getByRole('button', {name: t.morning}).count()) === 0)
    } else {
      await page.getByRole('group', {name: 'Moisture'}).getByRole('radio', {name: '2.5'}).check()
    }
    await own.shot(`frame-first-${profile}`)
    await page.getByRole('button', {name: t.write}).click()
    await page.locator('.place').first().waitFor()
    const summary = await (await fetch(`${diary.url}/api/v1/people/${encodeURIComponent(who)}/summary`)).json()
    check(`the first reading of ${profile} stands`, summary.dimensions.some(one => one.today === (profile === 'sleep' ? 412 : 2.5)))
    await own.accessible('the first day')
    await own.close()
  } finally {
    await diary.end()
  }
}
