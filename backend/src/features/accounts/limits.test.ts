import { openTestShop, type TestShop } from '#tests/support/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop({ rateLimits: true })
})
afterAll(async () => await shop.close())

const PASSWORD = 'correct horse battery'

async function anAccount(email: string) {
  await shop.shop.accounts.createAccount({ email, password: PASSWORD, name: 'A', role: 'customer' })
}

const tryTo = async (email: string, password: string) =>
  await shop.request().post('/api/auth/login').send({ email, password })

async function statusesOf(times: number, email: string, password: string): Promise<number[]> {
  const statuses: number[] = []
  for (let i = 0; i < times; i += 1) statuses.push((await tryTo(email, password)).status)
  return statuses
}

test('the eleventh guess at one account: refused with the time to wait, even with the right password', async () => {
  await anAccount('ada@example.com')

  expect(await statusesOf(10, 'ada@example.com', 'wrong')).toEqual(Array(10).fill(401))
  const { status, body, headers } = await tryTo('ada@example.com', PASSWORD)

  expect(status).toBe(429)
  expect(body).toMatchObject({ type: '/problems/too-many-requests', status: 429 })
  expect(Number(headers['retry-after'])).toBeGreaterThan(200)
  expect(Number(headers['retry-after'])).toBeLessThanOrEqual(300)
})

test('someone who remembers the password at the ninth try: their count starts again', async () => {
  await anAccount('bea@example.com')

  await statusesOf(8, 'bea@example.com', 'wrong')
  expect(await statusesOf(1, 'bea@example.com', PASSWORD)).toEqual([200])
  expect(await statusesOf(9, 'bea@example.com', 'wrong')).toEqual(Array(9).fill(401))
})

test('what is kept of a limit: a hash, and nobody’s address', async () => {
  await tryTo('cid@example.com', 'wrong')

  const rows = await shop.db.rateLimit.findMany()
  expect(rows.length).toBeGreaterThan(1)
  expect(JSON.stringify(rows.map(({ key }) => key))).not.toMatch(/example|127\.0\.0\.1/)
})

test('counts that have run out: forgotten, and no others', async () => {
  await tryTo('dan@example.com', 'wrong')
  await shop.db.rateLimit.create({
    data: { key: 'old', points: 1, expire: BigInt(Date.now() - 1) },
  })
  const before = await shop.db.rateLimit.count()

  await expect(shop.shop.limits.forgetExpired()).resolves.toBe(1)
  await expect(shop.db.rateLimit.count()).resolves.toBe(before - 1)
})
