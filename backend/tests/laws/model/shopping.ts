import type { Response } from 'supertest'

import { expectThat, followEnded, PRICES, type Scene, sessionIn } from './scene.ts'
import {
  available,
  close,
  giveUp,
  hear,
  liveAttempt,
  type Model,
  type ModelOrder,
  reserve,
} from './state.ts'

/** Puts units in a basket, or sets how many; never more than can be bought. */
export async function putInCart(
  model: Model,
  scene: Scene,
  at: { customer: number; variant: number; quantity: number; adds: boolean },
): Promise<void> {
  const { customer, variant, quantity, adds } = at
  const { browser } = scene.customers[customer] ?? never()
  const sku = scene.skus[variant] ?? ''
  const { reply } = await scene.driver.again(() =>
    adds
      ? browser.post('/api/cart/lines').send({ sku, quantity })
      : browser.patch(`/api/cart/lines/${sku}`).send({ quantity }),
  )
  expectThat([200, 404, 409].includes(reply.status), `The cart answered ${reply.status}.`)
  if (reply.status === 200) assertBuyable(model, scene, { customer, cart: reply })
}

/** The free units, and those held for this customer's own order. */
function assertBuyable(
  model: Model,
  { skus }: Scene,
  { customer, cart }: { customer: number; cart: Response },
): void {
  const own = model.orders.filter((order) => order.customer === customer && canGiveUp(order))
  for (const { sku, quantity } of cart.body.lines) {
    const variant = skus.indexOf(sku)
    const held = own.reduce((sum, { units }) => sum + (units[variant] ?? 0), 0)
    const free = available(model.levels[variant] ?? never()) + held
    expectThat(quantity <= free, `The cart offers ${quantity} of variant ${variant}, not ${free}.`)
  }
}

const canGiveUp = ({ status, isProcessing }: ModelOrder): boolean =>
  status === 'awaiting_payment' && !isProcessing

/** A customer looks at the basket and checks out. */
export async function checkOut(model: Model, scene: Scene, customer: number): Promise<void> {
  const { browser, email } = scene.customers[customer] ?? never()
  const { reply: cart } = await scene.driver.again(() => browser.get('/api/cart'))
  assertBuyable(model, scene, { customer, cart })
  const units = unitsIn(scene.skus, cart.body.lines)
  const before = model.orders.filter(
    (order) => order.customer === customer && order.status === 'awaiting_payment',
  )
  const { reply } = await scene.driver.checkOut(browser, email)
  if (reply.status === 409) return await refused(model, scene, { before, units, reply })
  expectThat(reply.status === 201, `Checkout: ${reply.status} ${JSON.stringify(reply.body)}`)

  const known = before.find(({ id }) => id === reply.body.order.id)
  if (known) return payAnew(model, known, reply.body.paymentUrl)
  giveUpOthers(model, before)
  await followEnded(model, scene)
  // What was paid for at that very moment is not ordered again.
  const lines = await linesOf(scene, reply.body.order)
  const ordered = unitsIn(scene.skus, lines)
  const isAsSeen = ordered.every((quantity, variant) => quantity <= (units[variant] ?? 0))
  expectThat(
    isAsSeen,
    `Ordered ${ordered.join(' and ')} units; the cart showed ${units.join(' and ')}.`,
  )
  const lineIds = scene.skus.map((sku) => lines.find((line) => line.sku === sku)?.id)
  takeNew(model, { customer, units: ordered, lineIds, reply })
}

interface Line {
  readonly id: string
  readonly sku: string
  readonly quantity: number
}

async function linesOf(
  { driver }: Scene,
  { id, accessToken }: { id: string; accessToken: string },
): Promise<readonly Line[]> {
  const { reply } = await driver.again(() =>
    driver.shop.request().get(`/api/orders/${id}?token=${accessToken}`),
  )
  return reply.body.lines
}

const unitsIn = (
  skus: readonly string[],
  lines: readonly Pick<Line, 'sku' | 'quantity'>[],
): readonly number[] => skus.map((sku) => lines.find((line) => line.sku === sku)?.quantity ?? 0)

function takeNew(
  model: Model,
  taking: Pick<ModelOrder, 'customer' | 'units' | 'lineIds'> & { readonly reply: Response },
): void {
  const { customer, units, lineIds, reply } = taking
  const { order, paymentUrl } = reply.body
  const goodsMinor = units.reduce((sum, quantity, at) => sum + quantity * (PRICES[at] ?? 0), 0)
  const taken: ModelOrder = {
    id: order.id,
    token: order.accessToken,
    customer,
    units,
    lineIds,
    totalMinor: order.total.minor,
    deliveryMinor: order.total.minor - goodsMinor,
    attempts: [],
    refunded: units.map(() => 0),
    restocked: units.map(() => 0),
    isDeliveryRefunded: false,
    status: 'awaiting_payment',
    isProcessing: false,
    isOverdue: false,
    hasForeignRefund: false,
  }
  const isThere = model.levels.every((level, variant) => available(level) >= (units[variant] ?? 0))
  expectThat(isThere, `Sold what is not there: ${units.join(' and ')} units.`)
  reserve(model, taken)
  model.orders.push(taken)
  open(model, taken, paymentUrl)
}

function open(model: Model, order: ModelOrder, paymentUrl: unknown): void {
  order.attempts.push({
    sessionId: sessionIn(paymentUrl),
    openedAt: model.seconds,
    atStripe: 'open',
    heard: 'open',
    capturedMinor: 0,
    goingBackMinor: 0,
  })
}

/** An order that waits is answered with a page to pay on: the one it has, or a new one after its bank said no. */
function payAnew(model: Model, order: ModelOrder, paymentUrl: unknown): void {
  if (liveAttempt(order)) return
  order.isOverdue = false
  open(model, order, paymentUrl)
}

function giveUpOthers(model: Model, before: readonly ModelOrder[]): void {
  for (const order of before.filter(({ isProcessing }) => !isProcessing)) {
    const live = liveAttempt(order)
    const standing = close(order)
    if (live && (standing === 'paid' || standing === 'processing'))
      hear(model, order, live, standing)
    if (order.isProcessing) return
    if (order.status === 'awaiting_payment') giveUp(model, order)
  }
}

/** A refusal is meant: there is nothing to buy, or what was held by an earlier order of the basket, or too long, has changed it. */
async function refused(
  model: Model,
  scene: Scene,
  at: { before: readonly ModelOrder[]; units: readonly number[]; reply: Response },
): Promise<void> {
  const code = String(at.reply.body.type).replace('/problems/', '')
  const isEmpty = at.units.every((quantity) => quantity === 0)
  if (isEmpty) {
    const isFreed = await followEnded(model, scene)
    const isMeant = code === 'cart-empty' || (isFreed && code === 'cart-changed')
    return expectThat(isMeant, `An empty cart: ${code}`)
  }
  expectThat(
    at.before.some(({ isProcessing }) => !isProcessing) &&
      ['cart-changed', 'cart-empty', 'payment-processing'].includes(code),
    `Checkout was refused: ${code}. ${String(at.reply.body.detail)}`,
  )
  giveUpOthers(model, at.before)
  await followEnded(model, scene)
}

/** The return page, or "pay again". */
export async function comeBack(model: Model, scene: Scene, order: ModelOrder): Promise<void> {
  const { reply } = await scene.driver.again(() =>
    scene.driver.shop.request().post(`/api/orders/${order.id}/payment?token=${order.token}`),
  )
  expectThat(reply.status === 200, `The return page: ${reply.status} ${reply.body.detail}`)
  const live = liveAttempt(order)
  if (live) hear(model, order, live, live.atStripe)
  const canPay = order.status === 'awaiting_payment' && !order.isProcessing
  expectThat(
    (reply.body.paymentUrl !== null) === canPay,
    `The return page of an order that is ${order.status} ${canPay ? 'has no' : 'has a'} way to pay.`,
  )
  if (canPay) payAnew(model, order, reply.body.paymentUrl)
}

function never(): never {
  throw new Error('A command named what the scene does not have.')
}
