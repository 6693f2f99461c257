// HTML and script injection in notes, tags, products, sites and names: shown as text, nothing runs, in the report too.
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {translations} from './browser.mjs'
import {day, startServer} from './diary.mjs'

// A name has no `=`, `:`, `;`, `@` or quotes; a note has all of them.
const name = '<script>window.taken(1)<script>' // nor a slash, in a URL
const image = '<img src=x onerror=window.taken(4)>'
const script = '<script>window.taken(2)</script>'
const breakout = "'></title></textarea><svg onload=window.taken(3)>"

export async function test({open, check}) {
  const diary = await startServer({people: false})
  try {
    const file = join(diary.folder, 'hostile.json')
    const entries = []
    for (let back = 40; back >= 1; back--) {
      entries.push({kind: 'reading', time: `${day(back)}T08:00`, site: name, values: {oil: 2 + (back % 3) / 2}, note: script + breakout + image})
      entries.push({kind: 'event', time: day(back), event: `${name} ${back % 4}`, note: script})
      entries.push({kind: 'product', time: `${day(back)}T20:00`, product: script, note: breakout})
    }
    writeFileSync(file, JSON.stringify({format: 'skin2vec-diary', version: 1, profile: 'skin', entries: entries.map(entry => ({person: name, ...entry}))}))
    diary.run(['import', file])
    const session = await open(diary.url, {screen: 'desktop'})
    const {page} = session
    const taken = []
    await page.exposeFunction('taken', number => void taken.push(number))
    page.on('dialog', dialog => (taken.push(dialog.message()), dialog.dismiss()))
    const t = translations('en').feature('data')
    await page.getByRole('heading', {name: /stands/}).waitFor()
    check('a product is named as it is written', (await page.getByText(script, {exact: true}).count()) > 0)
    await page.goto(diary.url + '/#/data')
    for (const part of Object.keys(t.part)) {
      await page.getByRole('link', {name: t.part[part], exact: true}).click()
      await page.waitForFunction(() => !document.querySelector('[aria-busy]'))
      if (part === 'entries') check('a note is shown as it is written', (await page.getByText(script, {exact: false}).count()) > 0)
    }
    const people = await (await fetch(`${diary.url}/api/v1/people`)).json()
    let report = null
    for (let tries = 0; tries < 100 && report?.status !== 200; tries++) {
      report = await fetch(`${diary.url}/api/v1/people/${encodeURIComponent(people.people[0].person)}/report`)
      if (report.status !== 200) await new Promise(resolve => setTimeout(resolve, 100))
    }
    const text = await report.text()
    check('the report has them as text', text.includes('&lt;') && !text.includes('<img src=x') && !text.includes('<script') && !text.includes('<svg onload'), text.slice(0, 300))
    await page.waitForTimeout(300)
    check('nothing of it ran', taken.length === 0, JSON.stringify(taken))
    await session.close()
  } finally {
    await diary.close()
  }
}
