// After a build: writes dist/service_worker.js with the list of files to cache. Prints the size of the page.
import {createHash} from 'node:crypto'
import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {dirname, join, relative, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import {gzipSync} from 'node:zlib'

const web = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const dist = join(web, 'dist')
const files = folder => readdirSync(folder).flatMap(name => {
  const path = join(folder, name)
  return statSync(path).isDirectory() ? files(path) : [relative(dist, path).replaceAll('\\', '/')]
})

const all = files(dist).filter(name => name !== 'service_worker.js').sort()
const version = createHash('sha256')
for (const name of all) version.update(name).update(readFileSync(join(dist, name)))
const shell = ['/', ...all.filter(name => name !== 'index.html').map(name => '/' + name)]
const worker = readFileSync(join(web, 'worker/service_worker.js'), 'utf8')
  .replaceAll('VERSION', JSON.stringify(version.digest('hex').slice(0, 16)))
  .replaceAll('SHELL', JSON.stringify(shell))
writeFileSync(join(dist, 'service_worker.js'), worker.replace(/^\/\/.*\n/gm, ''))

const html = readFileSync(join(dist, 'index.html'), 'utf8')
if (/<script(?![^>]*\ssrc=)|<style|\sstyle=/.test(html)) {
  console.error('index.html has a script or a style inside, which the content security policy stops')
  process.exit(1)
}
let raw = 0, zipped = 0
for (const name of all) {
  const bytes = readFileSync(join(dist, name)), gzip = gzipSync(bytes).length
  raw += bytes.length, zipped += gzip
  if (name.endsWith('.js') || name.endsWith('.css')) console.log(`${name}  ${bytes.length}  gzip ${gzip}`)
}
console.log(`all ${all.length} files  ${raw}  gzip ${zipped}`)
