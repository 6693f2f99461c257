import {readdirSync, readFileSync} from 'node:fs'
import i18next from 'i18next'
import {beforeAll, describe, expect, it} from 'vitest'
import {Refusal} from '../api/refusal'
import en from './en.json'
import {setLanguage, initI18n} from './language'
import {refusalMessage, translateServerMessage} from './server_messages'
import zh from './zh.json'

const t = () => i18next.getFixedT(null, 'shared')
const refused = (status: number, detail: string) => refusalMessage(new Refusal(status, detail), t())

describe('Server messages', () => {
  beforeAll(() => initI18n({en: {shared: en}, zh: {shared: zh}}, 'zh'))

  it('are translated, with their names and numbers', () => {
    setLanguage('zh')
    expect(refused(401, 'the name or the password is wrong')).toBe('用户名或密码不对。')
    expect(refused(429, 'too many wrong passwords; try again in 30 s')).toBe('密码输错的次数太多，请在 30 秒后再试。')
    expect(refused(409, 'there is an account "安 $&" already')).toBe('已经有名为“安 $&”的账号。')
    expect(translateServerMessage('a number from 0 to 2 or one of poor, fair, good', t())).toBe('0 到 2 的数，或其中一个词：poor, fair, good')
  })

  it('are translated inside another message too', () => {
    setLanguage('zh')
    expect(refused(400, 'nothing was written: entry 1, oil is "11"; expected a number from 0 to 5'))
      .toBe('没有写入：第 1 条的 oil 是 "11"，应为：0 到 5 的数')
  })

  it('that match no pattern are shown after the meaning of their status', () => {
    setLanguage('zh')
    expect(refused(404, 'there is no moon')).toBe('没有找到：there is no moon')
    expect(refused(418, 'a teapot')).toBe('没有做成：a teapot')
    expect(translateServerMessage('a blue moon', t())).toBe('a blue moon')
  })

  it('are unchanged in English', () => {
    setLanguage('en')
    for (const sentence of ['the name or the password is wrong', 'there is no moon', 'nothing was written: entry 2, oil is "x"; expected a number from 0 to 5'])
      expect(refused(400, sentence)).toBe(sentence)
  })

  // A message that changes in the program must change here.
  it('exist in the program: the longest fixed part of each is in its sources', () => {
    const sources = ['accounts', 'ask', 'base', 'diary', 'http', 'record', 'serve', 'store']
      .flatMap(room => readdirSync(`../skin2vec/${room}`).filter(name => name.endsWith('.cpp')).map(name => readFileSync(`../skin2vec/${room}/${name}`, 'utf8')))
      .join('\n')
      .replaceAll('\\"', '"')
    for (const [key, sentence] of Object.entries(en.said)) {
      const pieces = sentence.split(/{{\w+}}/).map(piece => piece.replace(/^"|"$/g, '').trim())
      const longest = pieces.reduce((a, b) => (b.length > a.length ? b : a))
      expect(sources.includes(longest), `${key}: ${longest}`).toBe(true)
    }
  })

  it('say so when the server cannot be reached', () => {
    setLanguage('zh')
    expect(refused(0, 'Failed to fetch')).toBe(zh.offline)
  })
})
