// A diary of virtual people and a server of it, on a free port of this machine; both go when the walk ends.
import {execFileSync, spawn} from 'node:child_process'
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

const program = process.env.SKIN2VEC ?? '../build/release/skin2vec'
const names = ['ann', 'ben']

// The walks are always walked on the morning of 24 November 2025 in Berlin, wherever and whenever they run: the weather
// and the season of made people depend on their dates. The clocks of program and browser go on from there.
export const zone = 'Europe/Berlin'
const offset_h = 1
const began = Date.now()
const morning = Date.parse('2025-11-24T09:41:00Z')  // as the clock on the wall says it
const wall = (back = 0) => new Date(morning + Date.now() - began - back * 86_400_000)
export const now = () => new Date(wall().getTime() - offset_h * 3_600_000)
export const day = (back = 0) => wall(back).toISOString().slice(0, 10)
const stamp = () => `${wall().toISOString().slice(0, 19)}+0${offset_h}:00`

// people   'ann' and 'ben' up to yesterday, or none
// profile  of the diary; with people: skin
export async function serve({people = true, days = 150, profile = null, account = null} = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'skin2vec-e2e-'))
  const diary = join(folder, 'diary.db')
  const environment = () => ({...process.env, SKIN2VEC_NOW: '@' + stamp()})
  const run = (args, input) => execFileSync(program, [...args, '--diary', diary], {input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'], env: environment()})
  if (people) {
    const made = join(folder, 'people')
    run(['twin', '--people', '2', '--days', String(days), '--seed', '7', '--rounding', 'half', '--start', day(days), '--out', made])
    names.forEach((name, i) => {
      const own = join(made, `p00${i + 1}`)
      const files = readdirSync(own).filter(file => file.endsWith('.csv')).map(file => join(own, file))
      for (const file of files) writeFileSync(file, readFileSync(file, 'utf8').replaceAll(`p00${i + 1}`, name))
      run(['import', ...files, '--person', name])
    })
  }
  if (account) run(['user', 'add', account.name], account.password + '\n')
  const args = ['serve', '--port', '0', '--diary', diary, ...(profile ? ['--profile', profile] : [])]
  let server = null
  const start = port =>
    new Promise((resolve, reject) => {
      const own = port ? args.map((arg, i) => (args[i - 1] === '--port' ? port : arg)) : args
      server = spawn(program, own, {stdio: ['ignore', 'pipe', 'pipe'], env: environment()})
      let words = ''
      server.stdout.on('data', data => {
        words += data
        const url = /https?:\/\/[^\s/]+/.exec(words)
        if (url) resolve(url[0])
      })
      server.stderr.on('data', data => (words += data))
      server.on('exit', code => reject(new Error(`serve ended with ${code}: ${words}`)))
    })
  const url = await start()
  const stop = () =>
    new Promise(resolve => {
      if (!server || server.exitCode !== null) return resolve()
      server.on('exit', resolve)
      server.kill('SIGTERM')
    })
  return {
    url,
    folder,
    diary,
    run,
    stop,
    restart: () => start(new URL(url).port),
    async end() {
      await stop()
      rmSync(folder, {recursive: true, force: true})
    },
  }
}
