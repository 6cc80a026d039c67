import { buy, checkoutBody } from '#tests/support/given.ts'
import { openTestShop, type TestShop } from '#tests/support/shop.ts'

let shop: TestShop
let manager: Awaited<ReturnType<TestShop['as']>>
beforeAll(async () => {
  shop = await openTestShop()
  manager = await shop.as('manager')
})
afterEach(async () => await pause(false))
afterAll(async () => {
  expect(await shop.books()).toEqual([])
  await shop.close()
})

const pause = async (paused: boolean, note = '') =>
  await manager.put('/api/admin/sales').send({ paused, note }).expect(200)

test('sales are paused: checkout is refused in the owner’s words, the basket and the stock stay as they are', async () => {
  await shop.given.stock('PAUSE-1', 5)
  await shop.request().get('/api/shop')
  const browser = shop.browser()
  await pause(true, 'We are counting our stock. Back at six')

  const refused = await buy(browser, 'PAUSE-1', 2)

  expect(refused.status).toBe(409)
  expect(refused.headers['retry-after']).toBeUndefined()
  expect(refused.body).toMatchObject({
    type: '/problems/sales-paused',
    detail: 'We are counting our stock. Back at six. Nothing was ordered; your basket is kept.',
    note: 'We are counting our stock. Back at six',
  })
  expect((await browser.get('/api/cart')).body.unitCount).toBe(2)
  expect(await shop.db.order.count()).toBe(0)
  expect((await shop.request().get('/api/shop')).body.salesPaused).toMatchObject({
    note: 'We are counting our stock. Back at six',
  })

  await pause(false)
  expect((await browser.post('/api/checkout').send(checkoutBody())).status).toBe(201)
  expect((await shop.request().get('/api/shop')).body.salesPaused).toBeNull()
  const written = await shop.db.audit.findMany({
    where: { action: { startsWith: 'sales.' } },
    orderBy: { id: 'asc' },
    take: 2,
  })
  expect(written).toMatchObject(
    [
      { action: 'sales.paused', actor: 'Test manager', detail: { note: /counting/ } },
      { action: 'sales.resumed' },
    ].map(({ detail, ...entry }) => ({ ...entry, ...(detail && { detail: expect.any(Object) }) })),
  )
})

test('paused by another instance a moment ago: this one refuses at once', async () => {
  await shop.given.stock('PAUSE-2', 5)
  await shop.request().get('/api/shop')
  const value = { since: shop.clock.now().toISOString(), note: '' }
  await shop.db.setting.update({ where: { key: 'salesPaused' }, data: { value } })

  const refused = await buy(shop.browser(), 'PAUSE-2')

  expect([refused.status, refused.body.type]).toEqual([409, '/problems/sales-paused'])
})

test('an order that waited to be paid when sales were paused: it can be found, paid, packed and refunded', async () => {
  await shop.given.stock('PAUSE-3', 5)
  const browser = shop.browser()
  const { order, paymentUrl } = (await buy(browser, 'PAUSE-3')).body
  await pause(true)

  const again = await browser.post('/api/checkout').send(checkoutBody())
  const payAgain = await shop
    .request()
    .post(`/api/orders/${order.id}/payment?token=${order.accessToken}`)
  expect(again.body).toMatchObject({ order: { id: order.id }, paymentUrl })
  expect(payAgain.body.paymentUrl).toBe(paymentUrl)

  await shop.pay(paymentUrl)
  expect((await manager.get(`/api/admin/orders/${order.id}`)).body.status).toBe('placed')
  await manager.post(`/api/admin/orders/${order.id}/fulfilments`).expect(201)
  await manager.post(`/api/admin/orders/${order.id}/refunds`).send({}).expect(201)
  await shop.settled()
  expect((await manager.get(`/api/admin/orders/${order.id}`)).body.paymentStatus).toBe('refunded')
})

test('a changed basket while sales are paused: the order that waits keeps its page, and no new one is made', async () => {
  await shop.given.stock('PAUSE-4', 5)
  const browser = shop.browser()
  const { order, paymentUrl } = (await buy(browser, 'PAUSE-4')).body
  await pause(true)

  const refused = await buy(browser, 'PAUSE-4', 1)

  expect(refused.status).toBe(409)
  const { body } = await shop
    .request()
    .post(`/api/orders/${order.id}/payment?token=${order.accessToken}`)
  expect(body).toMatchObject({ order: { status: 'awaiting_payment', canPay: true }, paymentUrl })
})
