// Walks the pages as a user would: every *.walk.mjs of this folder, or those named. Prints a count; ends with 1 if
// something is not as it should be. Environment: SKIN2VEC, CHROMIUM, SHOTS.
import {readdirSync} from 'node:fs'
import {launch, walker} from './browser.mjs'

const named = process.argv.slice(2)
const walks = readdirSync(new URL('.', import.meta.url)).filter(name => name.endsWith('.walk.mjs') && (named.length === 0 || named.includes(name.replace('.walk.mjs', ''))))
const browser = await launch()
const walking = walker(browser)
for (const name of walks.sort()) {
  const begin = Date.now()
  const before = walking.result().checks
  try {
    await (await import('./' + name)).walk(walking)
  } catch (error) {
    walking.check(`${name} comes to its end`, false, error.stack)
  }
  console.log(`${name.replace('.walk.mjs', '')}: ${walking.result().checks - before} checks, ${((Date.now() - begin) / 1000).toFixed(1)} s`)
}
await browser.close()
const {checks, failures} = walking.result()
console.log(`e2e: ${checks} checks, ${failures.length} failed`)
process.exit(failures.length > 0 || checks === 0 ? 1 : 0)
