// Opens pages in Chromium: phone or desktop, light or dark, English or Chinese. Collects errors of the console and of
// the content security policy; can check a page with axe.
import {mkdirSync, readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {join} from 'node:path'
import {chromium} from 'playwright-core'
import {now, zone} from './diary.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const shots = process.env.SHOTS ?? '../build/shots'
const screens = {phone: {width: 360, height: 740}, desktop: {width: 1280, height: 860}}
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

// Variants of a page: each language, screen and scheme twice.
export const variants = [
  {screen: 'phone', scheme: 'light', language: 'zh'},
  {screen: 'phone', scheme: 'dark', language: 'en'},
  {screen: 'desktop', scheme: 'light', language: 'en'},
  {screen: 'desktop', scheme: 'dark', language: 'zh'},
]

// The machine's clock may be another one (./dev anyday), which Chromium does not survive: it spins. Pages have the clock that
// open() installs in any case; the zone and the language of the machine stay.
const unshifted = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'LD_PRELOAD' && !name.startsWith('FAKETIME')))
export const launch = () => chromium.launch({executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'], env: unshifted})

export function testContext(browser) {
  let checks = 0
  const failures = []
  mkdirSync(shots, {recursive: true})

  const check = (name, passed, details = '') => {
    checks++
    if (passed) return
    failures.push(name)
    console.error(`FAILED  ${name}  ${details}`)
  }

  // allowed: console messages that the test provokes
  const open = async (url, {screen = 'desktop', scheme = 'light', language = 'en', allowed = /^$/, path = '/'} = {}) => {
    const context = await browser.newContext({
      viewport: screens[screen],
      colorScheme: scheme,
      locale: language === 'zh' ? 'zh-CN' : 'en-GB',
      isMobile: screen === 'phone',
      hasTouch: screen === 'phone',
      reducedMotion: 'reduce',
      timezoneId: zone,
    })
    await context.clock.install({time: now()})
    const page = await context.newPage()
    const messages = []
    page.on('console', message => ['error', 'warning'].includes(message.type()) && !allowed.test(message.text()) && messages.push(`${message.text()} ${message.location().url}`))
    page.on('pageerror', error => messages.push(String(error)))
    page.setDefaultTimeout(15_000)
    await page.goto(url + path)
    const name = `${screen} ${scheme} ${language}`
    return {
      page,
      context,
      name,
      screenshot: async (file, options = {fullPage: true}) => page.screenshot({path: join(shots, `${file}-${screen}-${scheme}-${language}.png`), ...options}),
      checkAccessibility: async what => {
        await page.evaluate(axe)
        const result = await page.evaluate(only => globalThis.axe.run(document, {runOnly: only}), rules)
        check(`axe: ${what} (${name})`, result.violations.length === 0, JSON.stringify(result.violations.map(v => [v.id, v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' ' + (n.any[0]?.message ?? ''))]), null, 1))
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
        check(`nothing is wider than the screen: ${what} (${name})`, overflow <= 0, `${overflow} px`)
      },
      close: async () => {
        check(`the console is quiet (${name})`, messages.length === 0, messages.slice(0, 5).join(' | '))
        await context.close()
      },
    }
  }

  // Polls `condition` for at most `ms`. Returns the elapsed milliseconds, or null.
  const waitUntil = async (ms, condition) => {
    const begin = Date.now()
    while (Date.now() - begin < ms) {
      if (await condition().catch(() => false)) return Date.now() - begin
      await new Promise(resolve => setTimeout(resolve, 20))
    }
    return null
  }

  return {check, open, waitUntil, result: () => ({checks, failures})}
}

export const translations = language => ({
  app: JSON.parse(readFileSync(`src/app/${language}.json`, 'utf8')),
  shared: JSON.parse(readFileSync(`src/shared/i18n/${language}.json`, 'utf8')),
  feature: feature => JSON.parse(readFileSync(`src/features/${feature}/${language}.json`, 'utf8')),
})
