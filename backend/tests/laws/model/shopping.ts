import type { Response } from 'supertest'

import { expectThat, type Scene, sessionIn } from './scene.ts'
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
  if (reply.status === 409) return refused(model, { before, units, reply })
  expectThat(reply.status === 201, `Checkout: ${reply.status} ${JSON.stringify(reply.body)}`)

  const known = before.find(({ id }) => id === reply.body.order.id)
  if (known) return payAnew(model, known, reply.body.paymentUrl)
  giveUpOthers(model, before)
  // What was paid for at that very moment is not ordered again.
  const ordered = await unitsOf(scene, reply.body.order)
  const isAsSeen = ordered.every((quantity, variant) => quantity <= (units[variant] ?? 0))
  expectThat(
    isAsSeen,
    `Ordered ${ordered.join(' and ')} units; the cart showed ${units.join(' and ')}.`,
  )
  takeNew(model, { customer, units: ordered, reply })
}

async function unitsOf(
  { driver, skus }: Scene,
  { id, accessToken }: { id: string; accessToken: string },
): Promise<readonly number[]> {
  const { reply } = await driver.again(() =>
    driver.shop.request().get(`/api/orders/${id}?token=${accessToken}`),
  )
  return unitsIn(skus, reply.body.lines)
}

const unitsIn = (
  skus: readonly string[],
  lines: readonly { readonly sku: string; readonly quantity: number }[],
): readonly number[] => skus.map((sku) => lines.find((line) => line.sku === sku)?.quantity ?? 0)

function takeNew(
  model: Model,
  { customer, units, reply }: { customer: number; units: readonly number[]; reply: Response },
): void {
  const { order, paymentUrl } = reply.body
  const taken: ModelOrder = {
    id: order.id,
    token: order.accessToken,
    customer,
    units,
    totalMinor: order.total.minor,
    attempts: [],
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

/** A refusal is meant: there is nothing to buy, or what an earlier order of the basket held has changed it. */
function refused(
  model: Model,
  at: { before: readonly ModelOrder[]; units: readonly number[]; reply: Response },
): void {
  const code = String(at.reply.body.type).replace('/problems/', '')
  const isEmpty = at.units.every((quantity) => quantity === 0)
  if (isEmpty) return expectThat(code === 'cart-empty', `An empty cart: ${code}`)
  expectThat(
    at.before.some(({ isProcessing }) => !isProcessing) &&
      ['cart-changed', 'cart-empty', 'payment-processing'].includes(code),
    `Checkout was refused: ${code}. ${String(at.reply.body.detail)}`,
  )
  giveUpOthers(model, at.before)
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
