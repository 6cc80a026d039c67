import { openTestShop, type TestShop } from '#tests/support/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(async () => await shop.close())

const PASSWORD = 'correct horse battery'
let people = 0

async function aCustomer() {
  people += 1
  const email = `ada${people}@example.com`
  const account = { email, password: PASSWORD, name: 'Ada', role: 'customer' } as const
  const { id } = await shop.shop.accounts.createAccount(account)
  return { id, login: { email, password: PASSWORD } }
}

/** A browser with a customer signed in to it. */
async function signedIn() {
  const { id, login } = await aCustomer()
  const browser = shop.browser()
  const { body, headers } = await browser.post('/api/auth/login').send(login)
  return { id, login, browser, accessToken: String(body.accessToken), cookie: cookieOf(headers) }
}

const cookieOf = (headers: Readonly<Record<string, unknown>>): string =>
  String([headers['set-cookie']].flat()[0]).split(';')[0] ?? ''

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

describe('POST /api/auth/login', () => {
  test('the right password: a token for fifteen minutes, the account, and a cookie that scripts cannot read', async () => {
    const { id, login } = await aCustomer()

    const { status, body, headers } = await shop
      .request()
      .post('/api/auth/login')
      .send({ ...login, email: login.email.toUpperCase() })

    expect(status).toBe(200)
    expect(body).toMatchObject({
      expiresInSeconds: 900,
      account: { id, email: login.email, name: 'Ada', role: 'customer' },
    })
    expect([headers['set-cookie']].flat()).toEqual([
      expect.stringMatching(
        /^refresh_token=[\w-]{43}; .*Path=\/api\/auth; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
      ),
    ])
    expect(headers['cache-control']).toBe('no-store')
  })

  test('a wrong password, an unknown address, a closed account: word for word the same refusal', async () => {
    const { id, login } = await aCustomer()
    await shop.db.account.update({ where: { id }, data: { disabledAt: shop.clock.now() } })
    const { login: open } = await aCustomer()

    const refusals = await Promise.all(
      [{ ...open, password: 'wrong' }, { ...open, email: 'nobody@example.com' }, login].map(
        async (body) => await shop.request().post('/api/auth/login').send(body),
      ),
    )

    for (const { status, body, headers } of refusals) {
      expect(status).toBe(401)
      expect(body).toEqual(refusals[0]?.body)
      expect(body).toMatchObject({
        type: '/problems/sign-in-refused',
        title: 'The e-mail address or the password is wrong',
      })
      expect(headers).not.toHaveProperty('set-cookie')
    }
  })

  test('nonsense: every fault is named, and the password is not repeated', async () => {
    const { status, body, text } = await shop
      .request()
      .post('/api/auth/login')
      .send({ email: 'ada', password: 'x'.repeat(73), remember: true })

    expect(status).toBe(400)
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
      '#/body/email',
      '#/body/password',
      '#/body/remember',
    ])
    expect(text).not.toContain('xxxx')
  })
})

describe('GET /api/auth/me', () => {
  test('with a token: the account', async () => {
    const { id, accessToken } = await signedIn()

    const { status, body } = await shop.request().get('/api/auth/me').set(bearer(accessToken))

    expect(status).toBe(200)
    expect(body).toMatchObject({ id, name: 'Ada' })
  })

  test('without one, with nonsense, and after fifteen minutes: 401', async () => {
    const { accessToken } = await signedIn()
    await shop.clock.advance(15 * 60 + 1)

    for (const headers of [{}, bearer('nonsense'), bearer(accessToken)]) {
      const { status, body } = await shop.request().get('/api/auth/me').set(headers)
      expect(status).toBe(401)
      expect(body.type).toBe('/problems/sign-in-required')
    }
  })
})

describe('POST /api/auth/refresh', () => {
  test('the cookie: a new token and the next cookie', async () => {
    const { id, browser, cookie } = await signedIn()
    await shop.clock.advance(3600)

    const { status, body, headers } = await browser.post('/api/auth/refresh')

    expect(status).toBe(200)
    expect(body.account.id).toBe(id)
    expect(cookieOf(headers)).not.toBe(cookie)
    const me = await shop.request().get('/api/auth/me').set(bearer(body.accessToken))
    expect(me.status).toBe(200)
  })

  test('a cookie that was used before: refused, and the session ends for its newest cookie too', async () => {
    const { browser, cookie } = await signedIn()
    await browser.post('/api/auth/refresh').expect(200)
    await shop.clock.advance(11)

    const stolen = await shop.request().post('/api/auth/refresh').set('cookie', cookie)
    const owner = await browser.post('/api/auth/refresh')

    expect([stolen.status, owner.status]).toEqual([401, 401])
    expect(owner.body.type).toBe('/problems/session-ended')
    expect(shop.logged.join()).toContain('a refresh token was used twice')
  })

  test('two tabs at the same moment: one gets the next cookie, the other is asked to ask again, and stays signed in', async () => {
    const { cookie } = await signedIn()
    const tab = async () => await shop.request().post('/api/auth/refresh').set('cookie', cookie)

    const both = await Promise.all([tab(), tab()])

    const [won, lost] = both.toSorted((a, b) => a.status - b.status)
    expect([won?.status, lost?.status]).toEqual([200, 409])
    expect(lost?.body.type).toBe('/problems/session-just-refreshed')
    expect(lost?.headers).toMatchObject({ 'retry-after': '1' })
    expect(lost?.headers).not.toHaveProperty('set-cookie')
    const next = cookieOf(won?.headers ?? {})
    await shop.request().post('/api/auth/refresh').set('cookie', next).expect(200)
  })

  test('no cookie, an invented one, one after thirty days, one of a closed account: 401', async () => {
    const { id, cookie } = await signedIn()
    const { cookie: old } = await signedIn()
    const refresh = async (sent: string) =>
      await shop.request().post('/api/auth/refresh').set('cookie', sent)

    await shop.db.account.update({ where: { id }, data: { disabledAt: shop.clock.now() } })
    const first = await Promise.all(['', 'refresh_token=invented', cookie].map(refresh))
    await shop.clock.advance(30 * 24 * 3600 + 1)
    const last = await refresh(old)

    expect([...first, last].map(({ status }) => status)).toEqual([401, 401, 401, 401])
  })
})

describe('POST /api/auth/logout', () => {
  test('the cookie is taken away, and a copy of it is good for nothing', async () => {
    const { browser, cookie } = await signedIn()

    const { status, headers } = await browser.post('/api/auth/logout')
    const copy = await shop.request().post('/api/auth/refresh').set('cookie', cookie)

    expect(status).toBe(204)
    expect(String(headers['set-cookie'])).toContain('refresh_token=; Max-Age=0; Path=/api/auth')
    expect(copy.status).toBe(401)
  })

  test('nobody is signed in: nothing to do, and no complaint', async () => {
    await shop.request().post('/api/auth/logout').expect(204)
  })
})

test('what is kept of a refresh token: its hash, so that reading the table opens no session', async () => {
  const { cookie } = await signedIn()
  const tokens = await shop.db.refreshToken.findMany()

  const token = cookie.replace('refresh_token=', '')
  expect(tokens.every(({ hash }) => hash.length === 32)).toBe(true)
  expect(tokens.some(({ hash }) => Buffer.from(hash).includes(token))).toBe(false)
})

test('a second account for one address: refused', async () => {
  const { login } = await aCustomer()

  await expect(
    shop.shop.accounts.createAccount({ ...login, name: 'Eve', role: 'owner' }),
  ).rejects.toMatchObject({ code: 'email-taken' })
})

test('sessions that ended a week ago: forgotten, and no others', async () => {
  const { id: goneId, browser } = await signedIn()
  await browser.post('/api/auth/logout')
  await shop.clock.advance(7 * 24 * 3600 + 1)
  const { id } = await signedIn()

  await shop.shop.accounts.forgetEndedSessions()

  await expect(shop.db.session.count({ where: { accountId: goneId } })).resolves.toBe(0)
  await expect(shop.db.session.count({ where: { accountId: id } })).resolves.toBe(1)
})
