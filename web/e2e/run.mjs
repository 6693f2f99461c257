// Runs the end-to-end tests: every *.e2e.mjs of this folder, or those named as arguments. Prints the number of checks,
// exits with 1 if one failed. Environment: SKIN2VEC, CHROMIUM, SHOTS.
import {readdirSync} from 'node:fs'
import {launch, testContext} from './browser.mjs'

const suffix = '.e2e.mjs'
const only = process.argv.slice(2)
const names = readdirSync(new URL('.', import.meta.url)).filter(file => file.endsWith(suffix)).map(file => file.replace(suffix, ''))
const browser = await launch()
const context = testContext(browser)
for (const name of names.filter(name => only.length === 0 || only.includes(name)).sort()) {
  const begin = Date.now()
  const before = context.result().checks
  try {
    await (await import(`./${name}${suffix}`)).test(context)
  } catch (error) {
    context.check(`${name} runs to its end`, false, error.stack)
  }
  console.log(`${name}: ${context.result().checks - before} checks, ${((Date.now() - begin) / 1000).toFixed(1)} s`)
}
await browser.close()
const {checks, failures} = context.result()
console.log(`e2e: ${checks} checks, ${failures.length} failed`)
process.exit(failures.length > 0 || checks === 0 ? 1 : 0)
