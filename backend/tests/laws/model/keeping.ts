import * as fc from 'fast-check'

import type { Driver } from './driver.ts'
import { expectThat, PRICES, STOCK } from './scene.ts'
import {
  available,
  cancel,
  type Level,
  type ModelOrder,
  type Part,
  refundAll,
  refundPart,
} from './state.ts'
import { anyOrder, command, nth, orders, variants } from './step.ts'

export const cancels = fc.tuple(orders, fc.boolean()).map(([index, byStaff]) =>
  command({
    words: `${byStaff ? 'the staff' : 'its customer'} cancels order ${index}`,
    // While a person looks at its refunds its customer cannot cancel it, and that is not the model's to know.
    applies: (model) => anyOrder(model) && (byStaff || !nth(model, index).hasForeignRefund),
    run: async (model, { driver }) => {
      const order = nth(model, index)
      const { reply, tries } = byStaff
        ? await driver.staff(`/api/admin/orders/${order.id}/cancellation`, { reason: '' })
        : await driver.again(() =>
            driver.shop.request().post(`/api/orders/${order.id}/cancellation?token=${order.token}`),
          )
      const isCancelled = cancel(model, order)
      const isAgreed = reply.status === 200 || (tries > 1 && reply.status === 409)
      expectThat(
        isCancelled ? isAgreed : reply.status === 409,
        `Cancelling an order that is ${order.status} afterwards: ${reply.status} ${reply.body.detail}`,
      )
    },
  }),
)

export const refund = orders.map((index) =>
  command({
    words: `the staff refunds order ${index}`,
    applies: anyOrder,
    run: async (model, { driver }) => {
      const order = nth(model, index)
      const path = `/api/admin/orders/${order.id}/refunds`
      const { reply, tries } = await driver.staff(path, { reason: '' })
      const isAgreed = reply.status === 201 || (tries > 1 && reply.status === 409)
      const isAny = refundAll(order)
      expectThat(
        order.hasForeignRefund || (isAny ? isAgreed : reply.status === 409),
        `Refunding an order that is ${order.status}: ${reply.status}`,
      )
    },
  }),
)

const choices = fc.record({
  order: orders,
  variant: variants,
  quantity: fc.nat(2),
  isRestocked: fc.boolean(),
  hasDelivery: fc.boolean(),
})

export const refundParts = choices.map((choice) => {
  const { order: index, variant, quantity, isRestocked, hasDelivery } = choice
  const fate = isRestocked ? ', which come back,' : ''
  const delivery = hasDelivery ? ' and the delivery' : ''
  return command({
    words: `the staff refunds ${quantity} of variant ${variant}${fate}${delivery} of order ${index}`,
    applies: (model) => anyOrder(model) && isChoosable(nth(model, index), choice),
    run: async (model, { driver }) => {
      const order = nth(model, index)
      const lineId = order.lineIds[variant]
      const { reply } = await driver.staff(`/api/admin/orders/${order.id}/refunds`, {
        lines: quantity > 0 ? [{ lineId, quantity, restock: isRestocked }] : [],
        delivery: hasDelivery,
      })
      const isAgreed = refundPart(model, order, partOf(order, choice))
      expectThat(
        reply.status === (isAgreed ? 201 : 409),
        `Refunding a part of an order that is ${order.status}: ${reply.status} ${reply.body.detail}`,
      )
    },
  })
})

type Choice = typeof choices extends fc.Arbitrary<infer Value> ? Value : never

const isChoosable = (order: ModelOrder, { variant, quantity, hasDelivery }: Choice): boolean =>
  !order.hasForeignRefund && (quantity === 0 ? hasDelivery : order.lineIds[variant] !== undefined)

function partOf({ deliveryMinor }: ModelOrder, choice: Choice): Part {
  const { variant, quantity, isRestocked, hasDelivery } = choice
  const goodsMinor = quantity * (PRICES[variant] ?? 0)
  return {
    units: STOCK.map((_, at) => (at === variant ? quantity : 0)),
    amountMinor: goodsMinor + (hasDelivery ? deliveryMinor : 0),
    isRestocked,
    hasDelivery,
  }
}

export const adjust = fc.tuple(variants, fc.integer({ min: -3, max: 3 })).map(([variant, delta]) =>
  command({
    words: `the staff counts ${delta} of variant ${variant}`,
    applies: () => delta !== 0,
    run: async (model, { driver, skus }) => {
      const level = model.levels[variant]
      if (!level) return
      const path = `/api/admin/inventory/${skus[variant]}/adjustments`
      const isPossible = available(level) + delta >= 0
      const { reply, tries } = await driver.staff(path, { delta, reason: 'counted' })
      if (tries > 1) return await lookAgain(level, driver, String(skus[variant]))
      expectThat(reply.status === (isPossible ? 201 : 409), `Adjusting: ${reply.status}`)
      if (isPossible) level.onHand += delta
    },
  }),
)

/** After an answer that was lost nobody knows how often units were counted; who counts looks. */
async function lookAgain(level: Level, { shop }: Driver, sku: string): Promise<void> {
  const { onHand } = await shop.db.stockLevel.findFirstOrThrow({ where: { variant: { sku } } })
  level.onHand = onHand
}
