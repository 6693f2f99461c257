// Generates src/shared/api/openapi.ts from docs/reference/openapi.json. `npm run types -- --check` exits with 1 if the
// file is out of date.
import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {dirname, resolve} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import openapiTS, {astToString} from 'openapi-typescript'

const here = dirname(fileURLToPath(import.meta.url))
const specification = resolve(here, '../../docs/reference/openapi.json')
const target = resolve(here, '../src/shared/api/openapi.ts')
const generated = '// Made by tools/api_types.mjs from docs/reference/openapi.json; not to be edited.\n' + astToString(await openapiTS(pathToFileURL(specification)))
if (process.argv.includes('--check')) {
  const same = existsSync(target) && readFileSync(target, 'utf8') === generated
  console.log(same ? 'types: up to date' : 'types: not those of docs/reference/openapi.json; npm run types')
  process.exit(same ? 0 : 1)
}
writeFileSync(target, generated)
