import { readOptions } from '#features/catalogue/index.ts'
import type { Orders } from '#features/orders/index.ts'
import type { Settings } from '#features/settings/index.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database, Db } from '#platform/db.ts'
import { newId } from '#platform/id.ts'
import { formatMoney, money } from '#platform/money.ts'

import {
  GatewayFailure,
  type PaymentGateway,
  SessionRefused,
  type SessionRequest,
} from './gateway.ts'
import * as repository from './repository.ts'
import { paymentGivenUp, paymentUnavailable, SHORTEST_SESSION_MINUTES } from './rules.ts'

const GIVEN_UP =
  'The order was given up meanwhile, perhaps in another tab. Nothing was taken. Your basket is as it was.'

export type Attempts = ReturnType<typeof createAttempts>

interface AttemptsDeps {
  readonly db: Database
  readonly clock: Clock
  readonly orders: Orders
  readonly settings: Settings
  readonly gateway: PaymentGateway
  readonly shopOrigin: string
}

/** The tries to pay an order: each is a row before it is a page at Stripe. */
export function createAttempts({ db, clock, orders, settings, gateway, shopOrigin }: AttemptsDeps) {
  /** Notes the next try, in the transaction that makes or revives the order. */
  async function begin(
    tx: Db,
    order: {
      readonly id: string
      readonly totalMinor: number
      readonly currency: string
      readonly expiresAt: Date
    },
  ): Promise<void> {
    const { id: orderId, totalMinor: amountMinor, currency, expiresAt } = order
    const now = clock.now()
    const payment = { id: newId(now), orderId, amountMinor, currency, expiresAt, now }
    await repository.insertNext(tx, payment)
  }

  /**
   * Opens the page of the order's live try, or finds it open. Safe to repeat: the try's number is the idempotency key.
   * @returns where to pay.
   * @throws paymentUnavailable when Stripe does not answer: the order and its units are kept; SessionRefused when it never will
   * open; paymentGivenUp when the order was given up meanwhile.
   */
  async function open(orderId: string): Promise<string | null> {
    try {
      return await openLive(orderId)
    } catch (error) {
      if (!(error instanceof SessionRefused) || !(await isTooLate(orderId))) throw error
      // The shop asked in vain for so long that the page would close too soon: a new try has its full time.
      await renew(orderId, 'failed')
      return await openLive(orderId)
    }
  }

  async function isTooLate(orderId: string): Promise<boolean> {
    const live = await repository.findLive(db.pool, orderId)
    return live !== null && live.expiresAt < minutesAfter(clock.now(), 0)
  }

  async function openLive(orderId: string): Promise<string | null> {
    const due = (await repository.findDue(db, orderId)) ?? (await renewed(orderId))
    if (!due) throw paymentGivenUp(GIVEN_UP)
    if (due.paymentUrl) return due.paymentUrl

    const session = await ask(async () => await gateway.openSession(requestFor(orderId, due)))
    const isKept = await repository.change(db.pool, due.id, ['open'], {
      stripeSessionId: session.id,
      paymentUrl: session.url,
      updatedAt: clock.now(),
    })
    if (isKept) return session.url

    // Whoever gave the order up could not close a page that was not there yet.
    await ask(async () => await gateway.expireSession(session.id))
    throw paymentGivenUp(GIVEN_UP)
  }

  /** The bank said no to the last try, and the customer comes by way of the basket instead of the order's page. */
  async function renewed(orderId: string): Promise<repository.DuePayment | undefined> {
    await renew(orderId)
    return await repository.findDue(db, orderId)
  }

  /** Another try for an order whose last one failed, or is given up as that, with the units held for as long again. */
  async function renew(orderId: string, giveUpAs?: 'failed'): Promise<void> {
    await db.transaction(async (tx) => {
      const order = await orders.lock(tx, orderId)
      if (order?.status !== 'awaiting_payment') return
      const live = await repository.findLive(tx, orderId)
      if (live && !giveUpAs) return
      if (live)
        await repository.change(tx, live.id, ['open'], { status: 'failed', updatedAt: clock.now() })
      const { reservationMinutes } = await settings.read(tx)
      const expiresAt = minutesAfter(clock.now(), reservationMinutes)
      await orders.update(tx, orderId, { expiresAt })
      await begin(tx, { ...order, expiresAt })
    })
  }

  function requestFor(orderId: string, due: repository.DuePayment): SessionRequest {
    const { attempt, orderNumber, email, currency, expiresAt, lines } = due
    return {
      key: `${orderId}:${attempt}`,
      orderId,
      orderNumber,
      email,
      currency,
      lines: lines.map((line) => charged(line, currency)),
      delivery: { label: due.deliveryLabel, priceMinor: due.deliveryMinor },
      expiresAt,
      returnUrl: `${shopOrigin}/orders/${orderId}?token=${due.accessToken}`,
    }
  }

  return { begin, open, renew }
}

type DueLine = repository.DuePayment['lines'][number]

/**
 * A line as the payment page has it. The page multiplies, and a share of a discount seldom divides by the units, so that a discounted
 * line goes there as one thing at what it comes to: the page's total is the order's, to the penny.
 */
function charged(line: DueLine, currency: string): SessionRequest['lines'][number] {
  const { title, unitPriceMinor, quantity, discountMinor, totalMinor } = line
  const options = inWords(line.options)
  if (discountMinor === 0) return { title, description: options, unitPriceMinor, quantity }
  const off = `${formatMoney(money(discountMinor, currency))} off`
  return {
    title: quantity > 1 ? `${quantity} × ${title}` : title,
    description: [options, off].filter(Boolean).join(', '),
    unitPriceMinor: totalMinor,
    quantity: 1,
  }
}

/** "Colour: Sage, Size: 5 cups"; nothing where there was nothing to choose. */
const inWords = (options: unknown): string | null =>
  readOptions(options)
    .map(({ name, value }) => `${name}: ${value}`)
    .join(', ') || null

/** Stripe's silence is told to the customer as what it is; what the shop keeps meanwhile is said too. */
export async function ask<T>(question: () => Promise<T>): Promise<T> {
  try {
    return await question()
  } catch (error) {
    if (!(error instanceof GatewayFailure)) throw error
    const problem = paymentUnavailable(
      'The payment service does not answer. Your order is kept and its things are held for you. Try again in a minute.',
      { retryAfterSeconds: 30 },
    )
    problem.cause = error
    throw problem
  }
}

export const minutesAfter = (now: Date, minutes: number): Date =>
  new Date(now.getTime() + Math.max(minutes, SHORTEST_SESSION_MINUTES) * 60_000)
