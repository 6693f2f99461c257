// Holds the arrows: shared -> features -> app. What stands on the left never imports from the right, a feature never
// imports another one, and a view has at most 80 lines, any other file 300. Prints each breach, ends with 1 if any.
import {readdirSync, readFileSync, statSync} from 'node:fs'
import {dirname, join, relative, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'

const source = resolve(dirname(fileURLToPath(import.meta.url)), '../src')
const generated = ['shared/api/openapi.ts']
const rank = {shared: 0, features: 1, app: 2}

const files = folder =>
  readdirSync(folder).flatMap(name => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? files(path) : /\.(tsx?|css)$/.test(name) ? [path] : []
  })

const breaches = []
for (const file of files(source)) {
  const here = relative(source, file)
  const text = readFileSync(file, 'utf8')
  const lines = text.split('\n').length - 1
  const most = here.endsWith('view.tsx') ? 80 : 300
  if (lines > most && !generated.includes(here)) breaches.push(`${here}: ${lines} lines, at most ${most}`)
  const [room, feature] = here.split('/')
  for (const [, what] of text.matchAll(/(?:from|import\(|import)\s*['"](\.[^'"]+)['"]/g)) {
    const there = relative(source, resolve(dirname(file), what))
    const [other, its] = there.split('/')
    if (rank[other] > rank[room]) breaches.push(`${here}: ${room} may not import ${there}`)
    if (room === 'features' && other === 'features' && its !== feature) {
      breaches.push(`${here}: the feature ${feature} may not import ${there}`)
    }
  }
}
for (const breach of breaches) console.error(breach)
console.log(`arrows: ${files(source).length} files, ${breaches.length} breaches`)
process.exit(breaches.length > 0 ? 1 : 0)
