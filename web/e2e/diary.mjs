// A diary of virtual people and a server of it, on a free port of this machine; both go when the walk ends.
import {execFileSync, spawn} from 'node:child_process'
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

const program = process.env.SKIN2VEC ?? '../build/release/skin2vec'
const names = ['ann', 'ben']

export const day = (back = 0) => {
  const at = new Date(Date.now() - back * 86_400_000)
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`
}

// people   'ann' and 'ben' up to yesterday, or none
// profile  of the diary; with people: skin
export async function serve({people = true, days = 150, profile = null, account = null} = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'skin2vec-e2e-'))
  const diary = join(folder, 'diary.db')
  const run = (args, input) => execFileSync(program, [...args, '--diary', diary], {input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe']})
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
      server = spawn(program, own, {stdio: ['ignore', 'pipe', 'pipe']})
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
