import { openTestShop, type TestShop } from '#tests/support/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(async () => await shop.close())

const adjust = async (sku: string, delta: number) =>
  await (await shop.as('manager'))
    .post(`/api/admin/inventory/${sku}/adjustments`)
    .send({ delta, reason: 'counted' })

test('many people correct the same shelf at once: every correction counts, none undoes another', async () => {
  await shop.given.stock('SHELF-1', 50)
  const deltas = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 3 : -1))
  const replies = await Promise.all(deltas.map(async (delta) => await adjust('SHELF-1', delta)))

  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]))
  const { onHand } = await shop.db.stockLevel.findFirstOrThrow({
    where: { variant: { sku: 'SHELF-1' } },
  })
  expect(onHand).toBe(50 + 30 - 10)
})

test('an absolute count is not taken, for it would undo what was sold meanwhile', async () => {
  await shop.given.stock('SHELF-2', 5)
  const manager = await shop.as('manager')
  const reply = await manager
    .post('/api/admin/inventory/SHELF-2/adjustments')
    .send({ onHand: 9, reason: 'counted' })

  expect(reply.status).toBe(400)
})

test('units that are promised cannot be taken away: 409 says how many can', async () => {
  await shop.given.stock('SHELF-3', 5)
  const browser = shop.browser()
  await browser.post('/api/cart/lines').send({ sku: 'SHELF-3', quantity: 3 })
  await browser
    .post('/api/checkout')
    .send({ email: 'ada@example.com', name: 'Ada', delivery: { method: 'collection' } })
    .expect(201)
  const refused = await adjust('SHELF-3', -3)

  expect([refused.status, refused.body.type]).toEqual([409, '/problems/stock-too-low'])
  expect(refused.body.available).toBe(2)
})

test('the books balance after all this', async () => {
  expect(await shop.books()).toEqual([])
})
