import jwt from 'jsonwebtoken'

import { createAccessTokens } from './tokens.ts'

const KEY = 'a key of at least thirty-two characters'
const ANNA = {
  accountId: '0198c0de-0000-7000-8000-000000000001',
  name: 'Anna',
  role: 'owner',
} as const

let now: Date
beforeEach(() => {
  now = new Date('2026-03-01T09:00:00Z')
})
const tokens = createAccessTokens(KEY, { now: () => now })

/** A token as ours, but for what is given. */
function forged(options: jwt.SignOptions = {}, key = KEY, claims: object = {}) {
  const { header, payload } = jwt.decode(tokens.issue(ANNA), { complete: true }) ?? {}
  const { exp, iat } = payload as jwt.JwtPayload
  const claimed = Object.entries({ name: 'Anna', role: 'owner', exp, iat, ...claims })
  const kept = Object.fromEntries(claimed.filter(([, value]) => value !== undefined))
  return jwt.sign(kept, key, {
    algorithm: 'HS256',
    issuer: 'sellthrough',
    audience: 'sellthrough-api',
    subject: ANNA.accountId,
    keyid: header?.kid ?? '',
    ...options,
  })
}

test('a token of ours: it tells whose it is', () => {
  expect(tokens.verify(tokens.issue(ANNA))).toEqual(ANNA)
  expect(tokens.verify(forged())).toEqual(ANNA)
})

test('a token after fifteen minutes: no good', () => {
  const token = tokens.issue(ANNA)

  now = new Date(now.getTime() + 15 * 60_000 - 1000)
  expect(tokens.verify(token)).toEqual(ANNA)
  now = new Date(now.getTime() + 1000)
  expect(tokens.verify(token)).toBeNull()
})

test.each([
  ['another key', () => forged({}, `${KEY}!`)],
  ['another algorithm under the same key', () => forged({ algorithm: 'HS512' })],
  ['another kid', () => forged({ keyid: 'old' })],
  ['another issuer', () => forged({ issuer: 'elsewhere' })],
  ['another audience', () => forged({ audience: 'elsewhere' })],
  ['a role that does not exist', () => forged({}, KEY, { role: 'god' })],
  ['no end', () => forged({}, KEY, { exp: undefined })],
  [
    'no signature',
    () => {
      const [, payload] = forged().split('.')
      return `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${payload}.`
    },
  ],
  ['nothing of a token', () => 'nonsense'],
])('a token with %s: no good', (_what, make) => {
  expect(tokens.verify(make())).toBeNull()
})
