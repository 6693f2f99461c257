// Makes src/shared/api/openapi.ts from docs/reference/openapi.json. `npm run types -- --check` ends with 1 if the file
// is not what it would make.
import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {dirname, resolve} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import openapiTS, {astToString} from 'openapi-typescript'

const here = dirname(fileURLToPath(import.meta.url))
const described = resolve(here, '../../docs/reference/openapi.json')
const target = resolve(here, '../src/shared/api/openapi.ts')
const made = '// Made by tools/api_types.mjs from docs/reference/openapi.json; not to be edited.\n' + astToString(await openapiTS(pathToFileURL(described)))
if (process.argv.includes('--check')) {
  const same = existsSync(target) && readFileSync(target, 'utf8') === made
  console.log(same ? 'types: as the description' : 'types: not those of docs/reference/openapi.json; npm run types')
  process.exit(same ? 0 : 1)
}
writeFileSync(target, made)
