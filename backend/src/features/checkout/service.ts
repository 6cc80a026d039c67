import { createHash } from 'node:crypto'

import {
  buyable,
  type Cart,
  type CartHolder,
  differsFromSeen,
  type LineRecord,
  type Shopper,
} from '#features/cart/index.ts'
import { type Inventory, outOfStock } from '#features/inventory/index.ts'
import type { Keys, Orders } from '#features/orders/index.ts'
import { minutesAfter, type Payments } from '#features/payments/index.ts'
import { normalisedEmail, type Pricing } from '#features/pricing/index.ts'
import type { DeliveryMethod, Settings, ShopSettings } from '#features/settings/index.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database, Db } from '#platform/db.ts'
import { accountIdOf } from '#platform/http/caller.ts'
import { invalidRequest } from '#platform/http/endpoint.ts'
import { newId, newSecret } from '#platform/id.ts'
import { money } from '#platform/money.ts'
import { Problem } from '#platform/problem.ts'

import type { Buyer, Turn } from './buyer.ts'
import type { CheckoutBody, CheckoutReply } from './contract.ts'
import { agree, assertDiscountAsSeen, changedTotal, type Deal, dealMark } from './deal.ts'
import { createDeliveryOptions, journeyOf } from './delivery-options.ts'
import { tooManyUnpaid } from './holding-rules.ts'
import { createHoldings } from './holdings.ts'
import { giftsLost, Overtaken } from './overtaken.ts'
import {
  arrival,
  assertPayable,
  cartChanged,
  cartEmpty,
  checkoutBusy,
  deliveryFaults,
} from './rules.ts'
import { createTellMore } from './tell-more.ts'

export interface CheckoutDeps {
  readonly db: Database
  readonly clock: Clock
  readonly settings: Settings
  readonly pricing: Pricing
  readonly inventory: Inventory
  readonly cart: Cart
  readonly orders: Orders
  readonly payments: Payments
  readonly signingKey: string
  readonly rateLimits: boolean
}

/** What is decided before the transaction: everything that is not the cart. */
interface Plan extends Keys {
  readonly body: CheckoutBody
  readonly accountId: string | null
  readonly cartId: string
  readonly turn: Turn | undefined
  readonly settings: ShopSettings
  readonly method: DeliveryMethod
  /** Who uses promotions. */
  readonly shopper: Shopper & { readonly email: string }
}

type OrderHead = CheckoutReply['order']

/** The order, or the other orders of the cart that have to be given up before there can be one. */
type Attempt = { readonly order: OrderHead } | { readonly inTheWay: readonly string[] }

const MOST_TRIES = 5

/** Refusals that may be due to what others hold. */
const SHORTAGES: readonly string[] = [outOfStock, cartChanged, cartEmpty, tooManyUnpaid].map(
  (problem) => problem('').code,
)

export type Checkout = ReturnType<typeof createCheckout>

export function createCheckout(deps: CheckoutDeps) {
  const { db, clock, settings, pricing, inventory, cart, orders, payments } = deps
  const holdings = createHoldings(deps)
  const tellMore = createTellMore(deps)

  async function plan(buyer: Buyer, body: CheckoutBody, turn?: Turn): Promise<Plan> {
    const { accountId, cartId, clientKey } = buyer
    const [shop, methods] = await Promise.all([settings.view(), settings.deliveryMethods()])
    const method = methods.find(({ id }) => id === body.delivery.method)
    const faults = deliveryFaults(method, body.delivery.address, shop.deliveryCountries)
    if (faults.length > 0 || !method)
      throw invalidRequest('Some values were not accepted.', { errors: faults })
    if (!cartId) throw cartEmpty('Your basket is empty. Put something in it first.')
    const customerKey = holdings.customerKey(accountId, body.email)
    const shopper = { accountId, email: normalisedEmail(body.email) }
    return {
      body,
      accountId,
      cartId,
      clientKey,
      customerKey,
      turn,
      settings: shop,
      method,
      shopper,
    }
  }

  /**
   * The order for this cart: the one that waits already when it is the same, else a new one. One that is not the same any more
   * is given up first, so that a cart never has two that could be paid.
   * @throws checkoutBusy when others keep checking out the same cart.
   */
  async function place(at: Plan): Promise<OrderHead> {
    const lostGifts = new Set<string>()
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const outcome = await db
        .transaction(async (tx) => {
          await at.turn?.begin(tx)
          const came = await attempt(tx, at, lostGifts)
          if ('order' in came) await at.turn?.note(tx, came.order.id)
          return came
        })
        .catch(Overtaken.caught)
      if ('order' in outcome) return outcome.order
      if ('gifts' in outcome) for (const gift of outcome.gifts) lostGifts.add(gift)
      else for (const orderId of outcome.inTheWay) await payments.abandon(orderId)
    }
    throw checkoutBusy(
      'This basket is being checked out elsewhere at this moment. Nothing was ordered here.',
    )
  }

  /** Where units, or room for another order, are only kept by orders that nobody paid in time, those are ended, and it is tried once more. */
  async function placeAfterOverdue(at: Plan): Promise<OrderHead> {
    try {
      return await place(at)
    } catch (error) {
      const isShort = error instanceof Problem && SHORTAGES.includes(error.code)
      const { cartId } = at
      if (!isShort || !(await payments.endWhatHolds({ cartId, keys: at }))) throw error
      return await place(at)
    }
  }

  async function attempt(tx: Db, at: Plan, lostGifts: ReadonlySet<string>): Promise<Attempt> {
    const { currency, taxRateBasisPoints: taxRateBp } = at.settings
    const whole = await cart.lockWhole(tx, at.cartId, at.shopper)
    at.turn?.assertUnchanged(whole)
    const terms = { deliveryMinor: at.method.priceMinor, taxRateBp, currency, lostGifts }
    const deal = agree(whole, terms)
    const fingerprint = fingerprintOf(at, whole.lines, deal)
    const awaiting = await orders.findAwaiting(tx, at.cartId)
    assertAsSeen(whole.lines)
    if (!at.body.expectedTotal) assertDiscountAsSeen(deal, whole.seen, currency)
    const same = awaiting.find(
      ({ cartFingerprint, isOverdue }) => cartFingerprint === fingerprint && !isOverdue,
    )
    if (same) return { order: headOf(same) }
    await settings.assertSelling(tx)
    const others = awaiting.filter(({ paymentStatus }) => paymentStatus !== 'processing')
    if (others.length > 0) return { inTheWay: others.map(({ id }) => id) }
    return { order: await write(tx, at, { deal, fingerprint }) }
  }

  async function write(
    tx: Db,
    at: Plan,
    { deal, fingerprint }: { readonly deal: Deal; readonly fingerprint: string },
  ): Promise<OrderHead> {
    const { body, accountId, cartId, customerKey, clientKey, method, shopper } = at
    const { currency, timeZone, reservationMinutes } = at.settings
    const now = clock.now()
    const { totals, lines } = deal
    assertTotal(deal, currency, body.expectedTotal)
    assertPayable(totals, currency)
    const units = lines.reduce((sum, { quantity }) => sum + quantity, 0)
    if (totals.totalMinor > 0) await holdings.assertRoom(tx, at, units, at.settings)

    const id = newId(now)
    const accessToken = newSecret()
    const expiresAt = minutesAfter(now, reservationMinutes)
    const arrives = arrival(now, timeZone, journeyOf(method, at.settings))
    const number = await orders.create(
      tx,
      {
        ...totals,
        id,
        accountId,
        customerKey,
        clientKey,
        cartId,
        cartFingerprint: fingerprint,
        accessToken,
        email: body.email,
        name: body.name,
        phone: body.phone,
        currency,
        deliveryMethod: method.id,
        deliveryKind: method.kind,
        deliveryLabel: method.label,
        arrivesFrom: arrives.from,
        arrivesTo: arrives.to,
        address: method.kind === 'delivery' ? body.delivery.address : null,
        expiresAt,
      },
      lines,
    )
    await inventory.reserve(tx, id, lines).catch(giftsLost(lines))
    if (!(await pricing.take(tx, { orderId: id, uses: deal.uses, buyer: shopper })))
      throw new Overtaken()
    for (const title of deal.goneGifts) await orders.addEvent(tx, id, 'gift_gone', { title })
    const { totalMinor } = totals
    if (totalMinor === 0) await payments.placeFree(tx, id)
    else await payments.beginAttempt(tx, { id, totalMinor, currency, expiresAt })
    const status = totalMinor === 0 ? 'placed' : 'awaiting_payment'
    return { id, number, accessToken, total: money(totalMinor, currency), status }
  }

  async function replyFor(order: OrderHead): Promise<CheckoutReply> {
    const paymentUrl =
      order.status === 'awaiting_payment' ? await payments.openPage(order.id) : null
    return { order, paymentUrl }
  }

  return {
    options: createDeliveryOptions(deps),

    /** Whose cart it is, and where the request comes from. */
    async buyer(holder: CartHolder, address: string): Promise<Buyer> {
      return {
        accountId: accountIdOf(holder.caller),
        cartId: await cart.idOf(holder),
        clientKey: holdings.clientKey(address),
      }
    },

    /** Refuses what could never become an order, without trying to make it one. @throws invalidRequest, cartEmpty */
    async assertPossible(buyer: Buyer, body: CheckoutBody): Promise<void> {
      await plan(buyer, body)
    },

    /** What a checkout answers that had made its order before. */
    async resume(orderId: string): Promise<CheckoutReply> {
      const order = await orders.find(orderId)
      if (!order) throw new Error(`Order ${orderId} went away.`)
      return await replyFor(headOf(order))
    },

    /**
     * Turns the cart into an order with its units held and its prices frozen, and opens the page to pay on. The same cart again
     * is the same order, which may still be paid while sales are paused.
     * @throws salesPaused, cartEmpty, cartChanged with what changed, totalChanged, belowMinimum, tooManyUnpaid, paymentUnavailable.
     */
    async checkOut(buyer: Buyer, body: CheckoutBody, turn?: Turn): Promise<CheckoutReply> {
      const at = await plan(buyer, body, turn)
      const order = await placeAfterOverdue(at).catch(
        async (error: unknown) => await tellMore(error, at),
      )
      return await replyFor(order)
    },
  }
}

/** @throws cartEmpty or cartChanged unless every line is as the customer was last shown it, and something can be bought. */
function assertAsSeen(lines: readonly LineRecord[]): void {
  if (lines.length === 0) throw cartEmpty('Your basket is empty. Put something in it first.')
  if (lines.some(differsFromSeen)) throw cartChanged('The basket changed.')
  if (lines.every((line) => buyable(line) === 0)) {
    throw cartEmpty(
      'Everything in your basket has sold out. Take it out, and look for something else.',
    )
  }
}

function assertTotal(deal: Deal, currency: string, expected: CheckoutBody['expectedTotal']): void {
  const isExpected =
    !expected || (expected.minor === deal.totals.totalMinor && expected.currency === currency)
  if (!isExpected) throw changedTotal(deal, currency)
}

/** What makes two checkouts of a cart the same: what is bought, at which price, by whom, and how it gets there. */
function fingerprintOf({ body, method }: Plan, lines: readonly LineRecord[], deal: Deal): string {
  const { email, name, phone, delivery } = body
  const bought = lines.map((line) => [line.variantId, buyable(line), line.priceMinor])
  const parts = [bought, method.priceMinor, email, name, phone, delivery, dealMark(deal)]
  const whole = JSON.stringify(parts)
  return createHash('sha256').update(whole).digest('base64url')
}

type Row = Awaited<ReturnType<Orders['findAwaiting']>>[number]

function headOf(
  order: Pick<Row, 'id' | 'number' | 'accessToken' | 'totalMinor' | 'currency' | 'status'>,
): OrderHead {
  const { id, number, accessToken, totalMinor, currency, status } = order
  return { id, number, accessToken, total: money(totalMinor, currency), status }
}
