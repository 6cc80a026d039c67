import { type Driver, openDriver, type StripeEvent } from '#tests/laws/model/driver.ts'
import { sessionIn, shuffled } from '#tests/laws/model/scene.ts'
import { buy } from '#tests/support/given.ts'

import { count, type Proof } from './result.ts'

/** An order at the payment page, and what its customer, their bank and the owner at Stripe can do with it. */
interface Page {
  readonly become: (outcome: string, force?: boolean) => void
  readonly refundAtStripe: (amount: number) => void
  readonly dispute: (...stages: readonly string[]) => void
  /** Back at the order's page: a new try, where one is possible. */
  readonly comeBack: () => Promise<void>
  /** Everything so far is heard of, and somebody else buys what is left. */
  readonly losesItsUnits: () => Promise<void>
}

/** What can become of an order, as Stripe tells of it. */
const HISTORIES: Readonly<Record<string, (page: Page) => Promise<void> | void>> = {
  paid: ({ become }) => become('paid'),
  'declined, then paid': ({ become }) => {
    become('declined')
    become('paid')
  },
  'processing, then paid': ({ become }) => {
    become('processing')
    become('succeeded')
  },
  'refused by the bank, paid anew': async ({ become, comeBack }) => {
    become('processing')
    become('failed')
    await comeBack()
    become('paid')
  },
  'paid, refunded in two parts': ({ become, refundAtStripe }) => {
    become('paid')
    refundAtStripe(500)
    refundAtStripe(850)
  },
  'paid late': ({ become }) => {
    become('abandoned')
    become('paid', true)
  },
  'paid late, sold meanwhile': async ({ become, losesItsUnits }) => {
    become('abandoned')
    await losesItsUnits()
    become('paid', true)
  },
  'disputed and lost': ({ become, dispute }) => {
    become('paid')
    dispute('under_review', 'lost')
  },
  'disputed and won': ({ become, dispute }) => {
    become('paid')
    dispute('under_review', 'won')
  },
  expired: ({ become }) => become('abandoned'),
}

const MOST_EVENTS = 6
/** Below this many, one that nothing follows from comes along. */
const FEW_EVENTS = 4
/** Stripe tells these too; the shop keeps them and does nothing. */
const IGNORED =
  /^(charge\.succeeded|charge\.updated|payment_intent\.(succeeded|created|processing|canceled))$/
const UNIT = { onHand: 1, priceMinor: 1000 }

interface Effort {
  /** The most orders of events that are tried of each history. */
  readonly most: number
  readonly seed: number
}

/** The events of a history, in every order and some of them several times, come to one end. */
export async function proveHistories({ most, seed }: Effort): Promise<Proof> {
  const driver = await openDriver()
  const violations: string[] = []
  let deliveries = 0
  let orders = 0

  /** Lives the history, tells of it in that order, and says how all stands at the end. */
  async function replay(history: string, pick: (events: number) => readonly number[]) {
    const { id, events } = await live(driver, history)
    const told = pick(events.length).flatMap((index) => events[index] ?? [])
    for (const event of told) await driver.receive(event)
    await workUntilQuiet(driver)
    deliveries += told.length
    orders += 1
    return { told, end: await endOf(driver, id) }
  }

  for (const history of Object.keys(HISTORIES)) {
    const first = await replay(history, (events) => [...Array(events).keys()])
    const told = first.told.length
    for (const [turn, order] of permutations(told, most, seed).entries()) {
      const { told: events, end } = await replay(history, () => withDuplicates(order, seed + turn))
      if (end === first.end) continue
      const types = events.map(({ type }) => type).join(', ')
      violations.push(`"${history}" told as ${types} ends as\n  ${end}\nand not as\n  ${first.end}`)
      break
    }
  }
  const breaches = await driver.shop.shop.books.look()
  if (breaches.length > 0) violations.push(`The books are off: ${JSON.stringify(breaches)}`)
  await driver.shop.close()
  const names = Object.keys(HISTORIES).length
  return {
    line: [
      count(names, 'histories'),
      count(orders, 'orders of events'),
      count(deliveries, 'deliveries'),
    ].join(', '),
    violations,
  }
}

let skus = 0

async function live(
  driver: Driver,
  history: string,
): Promise<{ id: string; events: readonly StripeEvent[] }> {
  const { shop } = driver
  const sku = `HISTORY-${(skus += 1)}`
  await shop.given.stock(sku, UNIT.onHand, UNIT.priceMinor)
  const browser = shop.browser()
  const { body } = await buy(browser, sku, 1, { email: `${sku.toLowerCase()}@example.com` })
  const { id, accessToken } = body.order
  let session = sessionIn(body.paymentUrl)
  const { control } = shop.stripe

  await HISTORIES[history]?.({
    become: (outcome, force = false) => void control.session(session, { outcome, force }),
    refundAtStripe: (amount) => void control.refund({ session, amount }),
    dispute: (...stages) => {
      const { id: disputeId } = control.dispute({ session })
      for (const status of stages) control.followDispute(disputeId, { status })
    },
    comeBack: async () => {
      const again = await shop.request().post(`/api/orders/${id}/payment?token=${accessToken}`)
      session = sessionIn(again.body.paymentUrl)
    },
    losesItsUnits: async () => {
      for (const event of driver.newEvents()) await driver.receive(event)
      await workUntilQuiet(driver)
      const email = `other-${sku.toLowerCase()}@example.com`
      const other = await buy(shop.browser(), sku, 1, { email })
      control.session(sessionIn(other.body.paymentUrl), { outcome: 'paid' })
      for (const event of driver.newEvents()) await driver.receive(event)
      await workUntilQuiet(driver)
    },
  })
  return { id, events: worthTelling(driver.newEvents()) }
}

function worthTelling(events: readonly StripeEvent[]): readonly StripeEvent[] {
  const acted = events.filter(({ type }) => !IGNORED.test(type))
  const [ignored] = events.filter(({ type }) => IGNORED.test(type))
  const told = ignored && acted.length < FEW_EVENTS ? [ignored, ...acted] : acted
  return told.slice(0, MOST_EVENTS)
}

/** Jobs, and what follows from them: refunds that the shop asks for are heard of too. */
async function workUntilQuiet(driver: Driver): Promise<void> {
  const plainly = { isTwice: true, shuffle: <T>(items: readonly T[]): T[] => [...items] }
  await driver.work(plainly, () => undefined)
  for (let more = driver.newEvents(); more.length > 0; more = driver.newEvents()) {
    for (const event of more) await driver.receive(event)
    await driver.work(plainly, () => undefined)
  }
}

/** What has passed by the time it is heard of is not told of any more, and nobody is asked to look at it. */
const PASSING = /^(payment\.(processing|failed)|dispute\.opened)/

/** How an order and all that belongs to it stands, in one line. */
async function endOf({ shop: { db } }: Driver, orderId: string): Promise<string> {
  const where = { where: { orderId } }
  const order = await db.order.findUniqueOrThrow({ where: { id: orderId } })
  const { status, paymentStatus, refundedMinor, needsReview } = order
  const payments = await db.payment.findMany({ ...where, orderBy: { attempt: 'asc' } })
  const refunds = await db.refund.findMany(where)
  const disputes = await db.dispute.findMany(where)
  const held = await db.reservation.findMany(where)
  const moved = await db.stockMovement.findMany(where)
  const mails = await db.mail.findMany(where)
  return JSON.stringify({
    order: {
      status,
      paymentStatus,
      refundedMinor,
      needsReview: needsReview && disputes.length === 0,
    },
    payments: payments.map((one) => [one.status, one.capturedMinor, one.refundedMinor]),
    refunds: sorted(refunds.map((one) => [one.status, one.amountMinor])),
    disputes: sorted(disputes.map((one) => [one.status, one.withdrawnMinor])),
    held: sorted(
      held.filter((one) => one.status !== 'expired').map((one) => [one.status, one.quantity]),
    ),
    moved: sorted(moved.map((one) => [one.reason, one.delta])),
    mails: sorted(
      mails.map((one) => one.key.split(':')[0] ?? '').filter((kind) => !PASSING.test(kind)),
    ),
  })
}

const sorted = <T>(items: readonly T[]): T[] =>
  items.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))

/** Every order of so many, or as many of them as that, chosen by the seed. */
function permutations(events: number, most: number, seed: number): readonly (readonly number[])[] {
  const all = events === 0 ? [] : permute([...Array(events).keys()])
  return all.length <= most ? all : shuffled(all, seed).slice(0, most)
}

function permute(items: readonly number[]): readonly (readonly number[])[] {
  if (items.length < 2) return [items]
  return items.flatMap((head) =>
    permute(items.filter((item) => item !== head)).map((tail) => [head, ...tail]),
  )
}

/** Some again, at any later place. */
function withDuplicates(order: readonly number[], seed: number): readonly number[] {
  const again = shuffled(order, seed).slice(0, 1 + (seed % order.length))
  return [...order, ...again]
}
