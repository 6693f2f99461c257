// Checks the layers shared -> features -> app: a layer never imports from one to its right, a feature never imports
// another one. A view has at most 80 lines, any other file 300. Prints each violation, exits with 1 if there is any.
import {readdirSync, readFileSync, statSync} from 'node:fs'
import {dirname, join, relative, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'

const source = resolve(dirname(fileURLToPath(import.meta.url)), '../src')
const generated = ['shared/api/openapi.ts']
const layers = {shared: 0, features: 1, app: 2}

const files = folder =>
  readdirSync(folder).flatMap(name => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? files(path) : /\.(tsx?|css)$/.test(name) ? [path] : []
  })

const violations = []
for (const file of files(source)) {
  const path = relative(source, file)
  const text = readFileSync(file, 'utf8')
  const lines = text.split('\n').length - 1
  const max = path.endsWith('view.tsx') ? 80 : 300
  if (lines > max && !generated.includes(path)) violations.push(`${path}: ${lines} lines, at most ${max}`)
  const [layer, feature] = path.split('/')
  for (const [, specifier] of text.matchAll(/(?:from|import\(|import)\s*['"](\.[^'"]+)['"]/g)) {
    const target = relative(source, resolve(dirname(file), specifier))
    const [targetLayer, targetFeature] = target.split('/')
    if (layers[targetLayer] > layers[layer]) violations.push(`${path}: ${layer} may not import ${target}`)
    if (layer === 'features' && targetLayer === 'features' && targetFeature !== feature) {
      violations.push(`${path}: the feature ${feature} may not import ${target}`)
    }
  }
}
for (const violation of violations) console.error(violation)
console.log(`imports: ${files(source).length} files, ${violations.length} violations`)
process.exit(violations.length > 0 ? 1 : 0)
