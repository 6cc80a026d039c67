import { readFile } from 'node:fs/promises'

import { METRICS_TOKEN, openTestShop, type TestShop } from '#tests/support/shop.ts'

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
