import { accessToken, restoreSession, signIn, signOut } from './session.ts'

interface Answer {
  readonly status: number
  readonly body?: object
}

const asked: string[] = []
let answers: Answer[] = []

/** What the shop answers, one after the other. */
function shopAnswers(...next: Answer[]): void {
  answers = next
}

const fetchOfTheRuntime = globalThis.fetch

beforeAll(() => {
  globalThis.fetch = async (url) => {
    asked.push(url instanceof Request ? url.url : url.toString())
    await Promise.resolve()
    const { status, body = {} } = answers.shift() ?? { status: 500 }
    return new Response(status === 204 ? null : JSON.stringify(body), { status })
  }
})

afterAll(() => {
  globalThis.fetch = fetchOfTheRuntime
})

const account = { id: 'a1', email: 'owner@example.com', name: 'Owner', role: 'owner' }
const pair = (token: string, expiresInSeconds = 900): Answer => ({
  status: 200,
  body: { accessToken: token, expiresInSeconds, account },
})
const refused = (code: string, status: number): Answer => ({
  status,
  body: { type: `/problems/${code}`, status, detail: 'No.', retryAfterSeconds: 0 },
})

const credentials = { email: 'owner@example.com', password: 'right' }

beforeEach(async () => {
  shopAnswers({ status: 204 })
  await signOut()
  asked.length = 0
})

test('a token that is good is used as it is', async () => {
  shopAnswers(pair('one'))
  await signIn(credentials)

  expect(await accessToken()).toBe('one')
  expect(await accessToken()).toBe('one')
  expect(asked).toEqual(['/api/auth/login'])
})

test('many requests find the token about to end: it is renewed once', async () => {
  shopAnswers(pair('one', 30), pair('two'))
  await signIn(credentials)

  expect(await Promise.all([accessToken(), accessToken(), accessToken()])).toEqual([
    'two',
    'two',
    'two',
  ])
  expect(asked).toEqual(['/api/auth/login', '/api/auth/refresh'])
})

test('many requests are refused with one token: it is renewed once, and the new one is not', async () => {
  shopAnswers(pair('one'), pair('two'))
  await signIn(credentials)

  await Promise.all([accessToken('one'), accessToken('one')])
  expect(await accessToken('one')).toBe('two')
  expect(asked).toEqual(['/api/auth/login', '/api/auth/refresh'])
})

test('another tab refreshed a moment ago: asked again once', async () => {
  shopAnswers(refused('session-just-refreshed', 409), pair('three'))

  await restoreSession()
  expect(await accessToken()).toBe('three')
  expect(asked).toEqual(['/api/auth/refresh', '/api/auth/refresh'])
})

test('the session has ended: every request says so, and the shop is asked only once', async () => {
  shopAnswers(pair('one', 30), refused('session-ended', 401))
  await signIn(credentials)

  await expect(accessToken()).rejects.toMatchObject({ status: 401 })
  await expect(accessToken()).rejects.toMatchObject({ status: 401 })
  expect(asked).toEqual(['/api/auth/login', '/api/auth/refresh'])
})
