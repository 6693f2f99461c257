// Until docs/reference/openapi.json is there: the same, made of the schemas of the answers.
import {readFileSync} from 'node:fs'
import {dirname, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'

const folder = resolve(dirname(fileURLToPath(import.meta.url)), '../../docs/reference/schemas')
const schemas = {}
const add = name => {
  const text = readFileSync(`${folder}/${name}.schema.json`, 'utf8').replaceAll('"#/$defs/', `"#/components/schemas/${name}.`)
  const {$defs, $schema, title, ...own} = JSON.parse(text)
  schemas[name] = own
  for (const [key, value] of Object.entries($defs ?? {})) schemas[`${name}.${key}`] = value
}
const questions = ['summary', 'alerts', 'effects', 'dose', 'surface', 'changes', 'rhythms', 'habits', 'products', 'forecast', 'compare']
for (const name of [...questions, 'profile', 'diary', 'import']) add(name)
const text = {type: 'string'}, count = {type: 'integer'}, flag = {type: 'boolean'}
const maybe = schema => ({anyOf: [schema, {type: 'null'}]})
const list = items => ({type: 'array', items})
const object = properties => ({type: 'object', properties, required: Object.keys(properties)})
const entry = {anyOf: ['reading', 'event', 'surroundings', 'product', 'routine'].map(kind => ({$ref: `#/components/schemas/diary.${kind}`}))}
const grants = list(object({person: text, role: {enum: ['owner', 'clinician', 'device']}}))
Object.assign(schemas, {
  session: object({open: flag, account: maybe(text), csrf: maybe(text), grants, version: text}),
  people: object({people: list(object({person: text, entries: count, from: text, to: text, may_write: flag, may_erase: flag}))}),
  entries: object({person: text, version: count, total: count, left: count, next: maybe(text), entries: list(entry)}),
  logged: object({person: text, version: count, unchanged: count, logged: list(entry)}),
  edited: object({person: text, version: count, before: entry, after: entry}),
  removed: object({person: text, version: count, removed: count}),
  history: object({person: text, versions: list(object({version: count, what: text, at: text, entry: maybe(entry)}))}),
  undone: object({person: text, undone: object({what: text, source: text, at: text, entries: count})}),
  imported: object({person: text, files: list({$ref: '#/components/schemas/import.file'})}),
  receipt: object({receipt: object({person: maybe(text), at: text, erased: {type: 'object', additionalProperties: count}, remains: text})}),
  job: object({job: object({id: text, state: {enum: ['waiting', 'running', 'done', 'failed', 'cancelled']}, done: count, all: count, seconds: {type: 'number'}, error: maybe(text)})}),
  accounts: object({accounts: list(object({name: text, created: text, grants}))}),
  account: object({name: text}),
  grant: object({account: text, person: text, role: text}),
  tokens: object({tokens: list(object({id: text, name: text, person: text, role: text, created: text, expires: maybe(text), used: maybe(text)}))}),
  token: object({id: text, token: text}),
  audit: object({audit: list(object({at: text, account: text, what: text, about: text}))}),
})
const paths = {}
const route = (method, path, operationId, answer, status = 200) => {
  paths[path] ??= {}
  paths[path][method] = {operationId, responses: {[status]: {description: '', content: {'application/json': {schema: {$ref: `#/components/schemas/${answer}`}}}}}}
}
for (const name of questions) route('get', `/api/v1/people/{person}/${name}`, name, name)
route('get', '/api/v1/session', 'session', 'session')
route('post', '/api/v1/session', 'log_in', 'session', 201)
route('get', '/api/v1/people', 'people', 'people')
route('get', '/api/v1/profile', 'profile', 'profile')
route('get', '/api/v1/people/{person}/entries', 'entries', 'entries')
route('post', '/api/v1/people/{person}/entries', 'log', 'logged', 201)
route('put', '/api/v1/people/{person}/entries', 'edit', 'edited')
route('delete', '/api/v1/people/{person}/entries', 'remove', 'removed')
route('get', '/api/v1/people/{person}/entries/history', 'history', 'history')
route('post', '/api/v1/people/{person}/undo', 'undo', 'undone')
route('post', '/api/v1/people/{person}/imports', 'import', 'imported')
route('delete', '/api/v1/people/{person}', 'erase', 'receipt')
route('post', '/api/v1/people/{person}/alerts/{alert}/snooze', 'snooze', 'alerts')
route('get', '/api/v1/jobs/{job}', 'job', 'job')
route('get', '/api/v1/accounts', 'accounts', 'accounts')
route('post', '/api/v1/accounts', 'add_account', 'account', 201)
route('put', '/api/v1/accounts/{account}/grants/{of}', 'grant', 'grant')
route('get', '/api/v1/tokens', 'tokens', 'tokens')
route('post', '/api/v1/tokens', 'add_token', 'token', 201)
route('get', '/api/v1/audit', 'audit', 'audit')
export const document = {openapi: '3.1.0', info: {title: 'Skin2Vec', version: '1'}, paths, components: {schemas}}
