// The shell: keyboard, focus, stored language and theme, an unknown URL, an empty diary of each profile.
import {translations} from './browser.mjs'
import {startServer} from './diary.mjs'

export async function test({open, check}) {
  const diary = await startServer({days: 60})
  try {
    await testKeyboard(diary, open, check)
    await testSettings(diary, open, check)
  } finally {
    await diary.close()
  }
  await testEmptyDiary('sleep', 'zh', open, check)
  await testEmptyDiary('skin', 'en', open, check)
}

async function testKeyboard(diary, open, check) {
  const session = await open(diary.url, {screen: 'desktop'})
  const {page} = session
  const t = translations('en').app
  await page.getByRole('heading', {level: 1}).waitFor()
  await page.keyboard.press('Tab')
  check('the first stop of the keyboard skips to the content', await page.getByRole('button', {name: t.skip}).evaluate(one => one === document.activeElement))
  await session.screenshot('shell-skip', {fullPage: false})
  await page.keyboard.press('Enter')
  check('and the focus is in the content', await page.evaluate(() => document.activeElement?.tagName === 'MAIN'))
  await page.getByRole('link', {name: t.pages.data}).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', {level: 1, name: 'Data'}).waitFor()
  check('a new page has the focus and the title', (await page.evaluate(() => document.activeElement?.tagName)) === 'MAIN' && (await page.title()) === 'Data · Skin2Vec')
  await page.goBack()
  await page.getByRole('heading', {name: /stands/}).waitFor()
  check('back is back', (await page.title()) === 'Today · Skin2Vec')
  // set a score with the keyboard
  await page.getByRole('group', {name: 'Oil'}).getByRole('radio', {name: '0', exact: true}).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  check('arrows set a score', await page.getByRole('group', {name: 'Oil'}).getByRole('radio', {name: '1', exact: true}).isChecked())
  await page.goto(diary.url + '/#/nowhere')
  await page.getByRole('heading', {name: t.not_found}).waitFor()
  await session.checkAccessibility('an address that is none')
  await page.getByRole('link', {name: t.to_today}).click()
  await page.getByRole('heading', {name: /stands/}).waitFor()
  await session.close()
}

async function testSettings(diary, open, check) {
  const session = await open(diary.url, {screen: 'phone'})
  const {page} = session
  await page.getByRole('button', {name: translations('en').app.settings}).click()
  await session.checkAccessibility('the settings')
  await page.getByRole('button', {name: '中文'}).click()
  await page.getByRole('button', {name: translations('zh').app.themes.dark}).click()
  await session.screenshot('shell-settings', {fullPage: false})
  await page.getByRole('button', {name: translations('zh').shared.close}).click()
  check('the focus is back on what opened the dialog', await page.getByRole('button', {name: translations('zh').app.settings}).evaluate(one => one === document.activeElement))
  await page.reload()
  await page.getByRole('heading', {name: translations('zh').feature('today').log}).waitFor()
  const appearance = await page.evaluate(() => [document.documentElement.lang, getComputedStyle(document.body).backgroundColor])
  check('language and appearance are kept', appearance[0] === 'zh-CN' && appearance[1] === 'rgb(18, 21, 23)', appearance.join())
  check('nothing is stored on other hosts', await page.evaluate(() => performance.getEntriesByType('resource').every(one => one.name.startsWith(location.origin))))
  await session.close()
}

async function testEmptyDiary(profile, language, open, check) {
  const diary = await startServer({people: false, profile})
  try {
    const who = language === 'zh' ? '小 明' : 'me'
    const t = translations(language).feature('today')
    const session = await open(diary.url, {screen: 'phone', language, allowed: /404/})
    const {page} = session
    await page.getByRole('heading', {name: t.welcome}).waitFor()
    await session.checkAccessibility('an empty diary')
    await session.screenshot(`shell-welcome-${profile}`, {fullPage: false})
    await page.getByLabel(t.whose).fill(who)
    await page.getByRole('button', {name: t.begin}).click()
    await page.getByRole('heading', {name: t.log}).waitFor()
    if (profile === 'sleep') {
      await page.getByRole('spinbutton', {name: '睡眠时长 (min)'}).fill('412')
      check('one slot a day asks for no morning', (await page.getByRole('button', {name: t.morning}).count()) === 0)
    } else {
      await page.getByRole('group', {name: 'Moisture'}).getByRole('radio', {name: '2.5'}).check()
    }
    await session.screenshot(`shell-first-${profile}`)
    await page.getByRole('button', {name: t.write}).click()
    await page.locator('.place').first().waitFor()
    const summary = await (await fetch(`${diary.url}/api/v1/people/${encodeURIComponent(who)}/summary`)).json()
    check(`the first reading of ${profile} stands`, summary.dimensions.some(one => one.today === (profile === 'sleep' ? 412 : 2.5)))
    await session.checkAccessibility('the first day')
    await session.close()
  } finally {
    await diary.close()
  }
}
