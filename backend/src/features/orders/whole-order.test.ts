import { randomUUID } from 'node:crypto'

import { buy } from '#tests/support/given.ts'
import { promotion } from '#tests/support/promotions.ts'
import { openTestShop, type TestShop } from '#tests/support/shop.ts'

import { find, UNTOLD, WHOLE } from './whole-order.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(async () => await shop.close())

const asPrismaHasIt = async (id: string) =>
  await shop.db.order.findUnique({ where: { id }, include: WHOLE, omit: UNTOLD })

test('an order with all that an order can have: it is as Prisma has it', async () => {
  const sku = `TEA-${randomUUID()}`
  await shop.given.stock(sku, 10)
  await promotion(shop)
  const { body } = await buy(shop.browser(), sku, 2)
  await shop.pay(body.paymentUrl, 'declined')
  await shop.pay(body.paymentUrl)
  const owner = await shop.as('owner')
  const { id } = body.order
  await owner.post(`/api/admin/orders/${id}/fulfilments`).expect(201)
  await owner.post(`/api/admin/orders/${id}/refunds`).send({ reason: 'A gift' }).expect(201)
  await shop.settled()

  const order = await find(shop.db, id)

  expect(order).toEqual(await asPrismaHasIt(id))
  const { lines = [], events = [], payments = [], refunds = [] } = order ?? {}
  const { fulfilments = [], promotions = [] } = order ?? {}
  const parts = [lines, events, payments, refunds, fulfilments, promotions]
  expect(parts.map((part) => part.length > 0)).toEqual(parts.map(() => true))
})

test('an order to be collected that nobody has paid: nothing is null that is not', async () => {
  const sku = `TEA-${randomUUID()}`
  await shop.given.stock(sku, 10)
  const { body } = await buy(shop.browser(), sku, 1, { delivery: { method: 'collection' } })

  expect(await find(shop.db, body.order.id)).toEqual(await asPrismaHasIt(body.order.id))
})

test('an order that is not there: null', async () => {
  expect(await find(shop.db, randomUUID())).toBeNull()
})
