import { readFile } from 'node:fs/promises'

import { buy } from '#tests/support/given.ts'
import { METRICS_TOKEN, openTestShop, type TestShop } from '#tests/support/shop.ts'

import { LAW_NAMES } from './rules.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(async () => await shop.close())

test('GET /healthz: ok', async () => {
  const { status, body } = await shop.request().get('/healthz')

  expect([status, body]).toEqual([200, { status: 'ok' }])
})

describe('GET /readyz', () => {
  test('the database answers and has every migration: ok', async () => {
    const { status, body } = await shop.request().get('/readyz')

    expect([status, body]).toEqual([200, { status: 'ok' }])
  })

  test('a migration is missing: 503, and it is named', async () => {
    const applied = await shop.db.$queryRaw`
      update _prisma_migrations set rolled_back_at = now() returning migration_name as name`

    const { status, body } = await shop.request().get('/readyz')

    expect(status).toBe(503)
    expect(body).toMatchObject({ type: '/problems/not-ready', status: 503 })
    expect(body.missing).toEqual((applied as { name: string }[]).map(({ name }) => name))
    await shop.db.$executeRaw`update _prisma_migrations set rolled_back_at = null`
  })
})

describe('GET /metrics', () => {
  const metrics = async (token: string) =>
    await shop.request().get('/metrics').set('authorization', `Bearer ${token}`)

  test('without the token: 401, and nothing is told', async () => {
    const { status, body } = await shop.request().get('/metrics')

    expect(status).toBe(401)
    expect(body.type).toBe('/problems/metrics-refused')
    expect((await metrics(`${METRICS_TOKEN}!`)).status).toBe(401)
  })

  test('with it: totals by route and never by address, and how the shop stands', async () => {
    await shop.request().get('/healthz?secret=1')

    const { status, text, headers } = await metrics(METRICS_TOKEN)

    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(text).toMatch(
      /^http_requests_total\{method="GET",route="\/healthz",status="200"\} \d+$/m,
    )
    expect(text).toMatch(/^http_request_duration_seconds_bucket\{le="0\.1",.*\} \d+$/m)
    expect(text).not.toContain('secret')
    for (const gauge of [
      'outbox_unsent_events',
      'outbox_oldest_unsent_seconds',
      'reservations_live_units',
      'stock_value_minor',
      'webhook_events_unprocessed',
      'database_pool_connections',
      'database_pool_idle',
      'database_pool_waiting',
    ]) {
      expect(text).toMatch(new RegExp(`^# TYPE ${gauge} gauge\\n${gauge} \\d`, 'm'))
    }
  })

  test('an event that nobody has sent for a minute: its age is told', async () => {
    const createdAt = new Date(shop.clock.now().getTime() - 60_000)
    const id = '01900000-0000-7000-8000-000000000009'
    await shop.db.outbox.create({ data: { id, name: 'order.placed', payload: {}, createdAt } })

    const { text } = await metrics(METRICS_TOKEN)

    const [, age] = /^outbox_oldest_unsent_seconds ([\d.]+)$/m.exec(text) ?? []
    expect(Number(age)).toBeGreaterThanOrEqual(60)
    expect(Number(age)).toBeLessThan(120)
    await shop.db.outbox.delete({ where: { id } })
  })
})

test('docs/metrics.md: every metric is in it, with its type', async () => {
  const documented = await readFile('docs/metrics.md', 'utf8')
  const { text } = await shop
    .request()
    .get('/metrics')
    .set('authorization', `Bearer ${METRICS_TOKEN}`)

  const undocumented = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].filter(
    ([, name, type]) => !documented.includes(`| \`${name}\` | ${type} |`),
  )
  expect(undocumented).toEqual([])
})

describe('the API described', () => {
  test('GET /api/openapi.json: what customers, staff and machines may ask for', async () => {
    const { status, body } = await shop.request().get('/api/openapi.json')

    expect(status).toBe(200)
    expect(body.openapi).toBe('3.1.0')
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining(['/api/products', '/api/checkout', '/api/admin/orders', '/metrics']),
    )
  })

  test('GET /api/docs: a page under the shop’s own strict policy, with its style beside it', async () => {
    const page = await shop.request().get('/api/docs')
    const style = await shop.request().get('/api/docs/style.css')

    expect(page.status).toBe(200)
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(page.headers['content-security-policy']).toContain("script-src 'self'")
    expect(page.text).toContain('href="/api/docs/style.css"')
    expect(style.status).toBe(200)
    expect(style.headers['content-type']).toBe('text/css; charset=utf-8')
  })
})

describe('the books', () => {
  const booksOf = async (role: 'viewer' | 'manager') =>
    (await (await shop.as(role)).get('/api/admin/books')).body
  const check = async (role: 'manager' | 'packer') =>
    await (await shop.as(role)).post('/api/admin/books/checks')
  const metric = async (pattern: RegExp) => {
    const reply = shop.request().get('/metrics').set('authorization', `Bearer ${METRICS_TOKEN}`)
    return pattern.exec((await reply).text)?.[1]
  }
  const AGE = /^books_last_check_age_seconds ([\d.]+)$/m
  const STOCK_DRIFT = /^books_breaches\{law="stock_drift"\} (\d+)$/m
  const news = async () =>
    await shop.db.audit.findMany({
      where: { subjectType: 'books' },
      orderBy: { id: 'asc' },
      select: { actor: true, action: true, detail: true },
    })
  const runSchedule = async () =>
    await shop.shop.scheduled.find(({ name }) => name === 'check-books')?.run()

  test('customers and strangers: nothing to see', async () => {
    expect((await shop.request().get('/api/admin/books')).status).toBe(401)
    expect((await (await shop.as('customer')).get('/api/admin/books')).status).toBe(403)
  })

  test('before the first check: nothing is claimed, and no metric is there', async () => {
    expect(await booksOf('viewer')).toEqual({ checkedAt: null, balanced: null, laws: [] })
    expect(await metric(AGE)).toBeUndefined()
    expect(await metric(STOCK_DRIFT)).toBeUndefined()
  })

  test('the schedule runs every five minutes, and they balance: told to staff, with its time', async () => {
    expect(shop.shop.scheduled).toContainEqual(
      expect.objectContaining({ name: 'check-books', everySeconds: 300 }),
    )
    await runSchedule()

    const books = await booksOf('viewer')

    expect(books).toMatchObject({ checkedAt: expect.any(String), balanced: true })
    expect(books.laws).toHaveLength(LAW_NAMES.length)
    expect(books.laws[0]).toEqual({
      law: 'stock_drift',
      says: 'What is on hand is the sum of its movements.',
      breaches: 0,
      examples: [],
    })
    expect(await metric(STOCK_DRIFT)).toBe('0')
    await shop.clock.advance(120)
    expect(Number(await metric(AGE))).toBeGreaterThanOrEqual(120)
    expect(Number(await metric(AGE))).toBeLessThan(180)
    expect(await news()).toEqual([])
  })

  test('a manager has them checked now; nobody below may', async () => {
    expect((await check('packer')).status).toBe(403)

    const { status, body } = await check('manager')

    expect(status).toBe(201)
    expect(body).toEqual(await booksOf('manager'))
    expect(await news()).toEqual([{ actor: 'Test manager', action: 'books.balanced', detail: {} }])
  })

  test('something is off: it is said in words with its order, logged as an error, counted, and audited once', async () => {
    await shop.given.stock('DRIFT-1', 5, 1000)
    const { body } = await buy(shop.browser(), 'DRIFT-1', 2)
    const { id, number } = body.order
    await shop.db.$executeRaw`
      update stock_level set on_hand = 6
       where variant_id = (select id from variant where sku = 'DRIFT-1')`
    await shop.db.$executeRaw`
      update payment set status = 'paid', captured_minor = amount_minor where order_id = ${id}::uuid`
    shop.logged.length = 0

    await runSchedule()
    await runSchedule()

    const books = await booksOf('viewer')
    const off = books.laws.filter(({ breaches }: { breaches: number }) => breaches > 0)
    expect(books.balanced).toBe(false)
    expect(off).toMatchObject([
      {
        law: 'stock_drift',
        breaches: 1,
        examples: [{ detail: 'DRIFT-1: 6 on hand, but its movements come to 5.', order: null }],
      },
      {
        law: 'order_payment',
        breaches: 1,
        examples: [
          {
            detail: `Order ${number} is paid, and neither placed nor given its money back: it costs £23.50, £23.50 came in, £0.00 went back or is on its way.`,
            order: { id, number },
          },
        ],
      },
    ])
    expect(await metric(STOCK_DRIFT)).toBe('1')
    const counts = { stock_drift: 1, order_payment: 1 }
    expect(shop.logged.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'error', msg: 'the books do not balance', breaches: counts },
      { level: 'error', msg: 'the books do not balance', breaches: counts },
    ])
    expect((await news()).slice(1)).toEqual([
      { actor: 'The shop', action: 'books.off', detail: counts },
    ])
  })

  test('set right again: that is news too', async () => {
    await shop.db.$executeRaw`
      update stock_level set on_hand = 5 where on_hand = 6`
    await shop.db.$executeRaw`update payment set status = 'open', captured_minor = 0`

    await runSchedule()

    expect((await booksOf('viewer')).balanced).toBe(true)
    expect((await news()).slice(2)).toEqual([
      { actor: 'The shop', action: 'books.balanced', detail: {} },
    ])
  })

  test.each([
    [59, []],
    [61, [{ law: 'outbox_waiting', count: 1 }]],
  ])('an event that waits for %i seconds to be sent', async (seconds, found) => {
    const createdAt = new Date(shop.clock.now().getTime() - seconds * 1000)
    const id = '01900000-0000-7000-8000-000000000009'
    await shop.drain()
    await shop.db.outbox.create({ data: { id, name: 'order.placed', payload: {}, createdAt } })

    expect(await shop.shop.books.look()).toMatchObject(found)
    await shop.db.outbox.delete({ where: { id } })
  })

  test('more is off than anybody would read: all of it is counted, twenty are told', async () => {
    const variants = Array.from({ length: 21 }, (_, i) => ({
      sku: `MANY-${i}`,
      onHand: 3,
      options: [{ name: 'Size', value: String(i) }],
    }))
    await shop.given.product({ variants })
    await shop.db.$executeRaw`
      update stock_level set on_hand = 2 where variant_id in (select id from variant where sku like 'MANY-%')`

    const [drift] = await shop.shop.books.look()

    expect(drift).toMatchObject({ law: 'stock_drift', count: 21 })
    expect(drift?.examples).toHaveLength(20)
    await shop.db.$executeRaw`
      update stock_level set on_hand = 3 where variant_id in (select id from variant where sku like 'MANY-%')`
  })

  test('checks are kept for thirty days', async () => {
    const before = await shop.db.booksCheck.count()
    await shop.clock.advance(31 * 24 * 60 * 60)

    await runSchedule()

    expect(before).toBeGreaterThan(1)
    expect(await shop.db.booksCheck.count()).toBe(1)
  })
})
