// Starts a server with a temporary diary of virtual people, on a free port; close() removes both.
import {execFileSync, spawn} from 'node:child_process'
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

const program = process.env.SKIN2VEC ?? '../build/release/skin2vec'
const names = ['ann', 'ben']

// The tests always run on the morning of 24 November 2025 in Berlin, because weather and season of virtual people
// depend on the date. The clocks of program and browser start there.
export const zone = 'Europe/Berlin'
const offset_h = 1
const startedAt = Date.now()
const morning = Date.parse('2025-11-24T09:41:00Z')  // local time, written as UTC
const localTime = (back = 0) => new Date(morning + Date.now() - startedAt - back * 86_400_000)
export const now = () => new Date(localTime().getTime() - offset_h * 3_600_000)
export const day = (back = 0) => localTime(back).toISOString().slice(0, 10)
const stamp = () => `${localTime().toISOString().slice(0, 19)}+0${offset_h}:00`

// people   creates 'ann' and 'ben' with days up to yesterday
// profile  of an empty diary; skin with people
export async function startServer({people = true, days = 150, profile = null, account = null} = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'skin2vec-e2e-'))
  const diary = join(folder, 'diary.db')
  const environment = () => ({...process.env, SKIN2VEC_NOW: '@' + stamp()})
  const run = (args, input) => execFileSync(program, [...args, '--diary', diary], {input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'], env: environment()})
  if (people) {
    const generated = join(folder, 'people')
    run(['twin', '--people', '2', '--days', String(days), '--seed', '7', '--rounding', 'half', '--start', day(days), '--out', generated])
    names.forEach((name, i) => {
      const source = join(generated, `p00${i + 1}`)
      const files = readdirSync(source).filter(file => file.endsWith('.csv')).map(file => join(source, file))
      for (const file of files) writeFileSync(file, readFileSync(file, 'utf8').replaceAll(`p00${i + 1}`, name))
      run(['import', ...files, '--person', name])
    })
  }
  if (account) run(['user', 'add', account.name], account.password + '\n')
  const args = ['serve', '--port', '0', '--diary', diary, ...(profile ? ['--profile', profile] : [])]
  let server = null
  const start = port =>
    new Promise((resolve, reject) => {
      const withPort = port ? args.map((arg, i) => (args[i - 1] === '--port' ? port : arg)) : args
      server = spawn(program, withPort, {stdio: ['ignore', 'pipe', 'pipe'], env: environment()})
      let output = ''
      server.stdout.on('data', data => {
        output += data
        const url = /https?:\/\/[^\s/]+/.exec(output)
        if (url) resolve(url[0])
      })
      server.stderr.on('data', data => (output += data))
      server.on('exit', code => reject(new Error(`serve ended with ${code}: ${output}`)))
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
    async close() {
      await stop()
      rmSync(folder, {recursive: true, force: true})
    },
  }
}
