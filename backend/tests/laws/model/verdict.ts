import { z } from 'zod'

import { STRIPE_KEY } from '#tests/support/shop.ts'

import { collect, expectThat, type Scene, work } from './scene.ts'
import type { Model, ModelOrder } from './state.ts'
import { compare, end, pass } from './time.ts'

const MOST_ROUNDS = 6

/** All that was on its way arrives: banks answer, time runs out, events and jobs are done. */
export async function drain(model: Model, scene: Scene): Promise<void> {
  const { driver } = scene
  driver.shop.faults.disarm()
  driver.shop.stripe.control.clearFaults()
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    await arrive(model, scene)
    for (const attempt of model.orders.flatMap(({ attempts }) => attempts)) {
      if (attempt.atStripe !== 'processing') continue
      driver.shop.stripe.control.session(attempt.sessionId, { outcome: 'succeeded' })
      attempt.atStripe = 'paid'
    }
    await pass(model, scene)
    await arrive(model, scene)
    await end(model, scene)
    // Of two refunds of the same money Stripe refuses one; comparing with Stripe tells which.
    if (model.orders.some(({ hasForeignRefund }) => hasForeignRefund)) await compare(driver)
    collect(scene)
    const isWaiting = await driver.shop.db.outbox.count({ where: { sentAt: null } })
    if (scene.transit.length === 0 && isWaiting === 0 && (await driver.workFailed()) === 0) return
  }
  expectThat(false, 'There is still work after all has been done.')
}

async function arrive(model: Model, scene: Scene): Promise<void> {
  collect(scene)
  while (scene.transit.length > 0) {
    for (const event of scene.transit.splice(0)) await scene.driver.receive(event)
    await work(model, scene, { isTwice: false, seed: 1 })
  }
  await work(model, scene, { isTwice: false, seed: 1 })
}

/** @throws Violation unless the shop is as the model says, and nothing was lost, doubled or half done. */
export async function judge(model: Model, scene: Scene): Promise<void> {
  await judgeStock(model, scene)
  for (const order of model.orders) await judgeOrder(order, scene)
  await judgeMails(model, scene)
  const breaches = await scene.driver.shop.shop.books.look()
  expectThat(breaches.length === 0, `The books are off: ${JSON.stringify(breaches)}`)
}

async function judgeStock(model: Model, { driver, skus }: Scene): Promise<void> {
  for (const [variant, sku] of skus.entries()) {
    const { onHand, reserved } = await driver.shop.db.stockLevel.findFirstOrThrow({
      where: { variant: { sku } },
    })
    const level = model.levels[variant]
    expectThat(
      onHand === level?.onHand && reserved === level.reserved,
      `Variant ${variant}: ${onHand} on hand and ${reserved} reserved; the model says ${JSON.stringify(level)}.`,
    )
  }
}

async function judgeOrder(order: ModelOrder, { driver }: Scene): Promise<void> {
  const { id, status, attempts, hasForeignRefund, totalMinor } = order
  const found = await driver.shop.db.order.findUniqueOrThrow({
    where: { id },
    include: { payments: true, refunds: true, lines: { include: { tally: true } } },
  })
  const name = `The order of customer ${order.customer} for ${order.units.join(' and ')} units`
  expectThat(found.status === status, `${name} is ${found.status}; the model says ${status}.`)
  expectThat(
    hasForeignRefund || !found.needsReview,
    `${name} needs review: ${String(found.reviewReason)}`,
  )
  expectThat(
    found.refunds.every((refund) => refund.status !== 'pending'),
    `${name} has a refund that nobody makes.`,
  )
  for (const payment of found.payments) await judgeMoney(driver.shop.stripe.url, payment, name)

  const capturedMinor = sum(attempts.map((attempt) => attempt.capturedMinor))
  const heldMinor = sum(found.payments.map((payment) => payment.capturedMinor))
  expectThat(heldMinor === capturedMinor, `${name} captured ${heldMinor}, not ${capturedMinor}.`)
  const goingBack = sum(attempts.map(({ goingBackMinor }) => goingBackMinor))
  const expected = Math.min(totalMinor, Math.max(0, totalMinor - (capturedMinor - goingBack)))
  expectThat(
    hasForeignRefund || capturedMinor === 0 || found.refundedMinor === expected,
    `${name} refunded ${found.refundedMinor}; the model says ${expected}.`,
  )
  for (const line of found.lines) judgeLine(order, line, name)
}

interface Line {
  readonly id: string
  readonly tally: { readonly refunded: number; readonly restocked: number } | null
}

/** What is back on the shelf stays there, whatever Stripe says of the money. */
function judgeLine(
  { lineIds, refunded, restocked, hasForeignRefund }: ModelOrder,
  { id, tally }: Line,
  name: string,
): void {
  const variant = lineIds.indexOf(id)
  const gone = { refunded: tally?.refunded ?? 0, restocked: tally?.restocked ?? 0 }
  expectThat(
    gone.restocked === restocked[variant] &&
      (hasForeignRefund || gone.refunded === refunded[variant]),
    `${name}: of variant ${variant} ${gone.refunded} refunded and ${gone.restocked} restocked; the model says ${refunded[variant]} and ${restocked[variant]}.`,
  )
}

const sum = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0)

const Intent = z.object({
  amount_received: z.int(),
  latest_charge: z.object({ amount_refunded: z.int() }),
})

interface Payment {
  readonly stripeIntentId: string | null
  readonly capturedMinor: number
  readonly refundedMinor: number
}

/** The shop's ledger of a payment is Stripe's. */
async function judgeMoney(stripeUrl: string, payment: Payment, name: string): Promise<void> {
  const { stripeIntentId, capturedMinor, refundedMinor } = payment
  if (stripeIntentId === null || capturedMinor === 0) return
  const response = await fetch(
    `${stripeUrl}/v1/payment_intents/${stripeIntentId}?expand[]=latest_charge`,
    { headers: { authorization: `Bearer ${STRIPE_KEY}` } },
  )
  const { amount_received: received, latest_charge: charge } = Intent.parse(await response.json())
  const back = charge.amount_refunded
  expectThat(
    received === capturedMinor && back === refundedMinor,
    `${name}: ${capturedMinor} in and ${refundedMinor} back; at Stripe ${received} and ${back}.`,
  )
}

/** A mail for each thing to tell, and never two; a placed order is always told of. */
async function judgeMails(model: Model, { driver, customers }: Scene): Promise<void> {
  const ids = model.orders.map(({ id }) => id)
  const noted = await driver.shop.db.mail.findMany({ where: { orderId: { in: ids } } })
  const emails = new Set(customers.map(({ email }) => email))
  const kept = noted.filter(({ recipient }) => emails.has(recipient)).length
  const sent = driver.shop.mails.filter(({ to }) => emails.has(to)).length
  // Only a worker that dies between the carrier's yes and its own note makes the next one send again.
  const inDoubt = driver.takeMailsInDoubt()
  expectThat(sent >= kept && sent <= kept + inDoubt, `${sent} mails went out for ${kept} to send.`)
  expectThat(
    noted.every(({ sentAt }) => sentAt !== null),
    'A mail is in hand and nobody sends it.',
  )
  for (const { id } of model.orders.filter(({ status }) => status === 'placed')) {
    const isTold = noted.some(({ key }) => key === `order.placed:${id}`)
    expectThat(isTold, 'A customer paid and was not told.')
  }
}
