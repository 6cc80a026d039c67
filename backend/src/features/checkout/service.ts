import { createHash } from 'node:crypto'

import {
  type Buyer,
  buyable,
  type Cart,
  type CartHolder,
  differsFromSeen,
  type LineRecord,
} from '#features/cart/index.ts'
import { type Inventory, outOfStock } from '#features/inventory/index.ts'
import type { Orders } from '#features/orders/index.ts'
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

import type { CartChange, CheckoutBody, CheckoutReply, DeliveryOption } from './contract.ts'
import { agree, assertDiscountAsSeen, changedTotal, type Deal, dealMark } from './deal.ts'
import { giftsLost, Overtaken } from './overtaken.ts'
import {
  arrival,
  assertPayable,
  cartChanged,
  cartEmpty,
  checkoutBusy,
  deliveryFaults,
  serves,
  TRAVEL_DAYS,
  totalChanged,
} from './rules.ts'

export interface CheckoutDeps {
  readonly db: Database
  readonly clock: Clock
  readonly settings: Settings
  readonly pricing: Pricing
  readonly inventory: Inventory
  readonly cart: Cart
  readonly orders: Orders
  readonly payments: Payments
}

/** What is decided before the transaction: everything that is not the cart. */
interface Plan {
  readonly body: CheckoutBody
  readonly cartId: string
  readonly settings: ShopSettings
  readonly method: DeliveryMethod
  readonly buyer: Buyer & { readonly email: string }
}

type OrderHead = CheckoutReply['order']

/** The order, or the other orders of the cart that have to be given up before there can be one. */
type Attempt = { readonly order: OrderHead } | { readonly inTheWay: readonly string[] }

const MOST_TRIES = 5

export type Checkout = ReturnType<typeof createCheckout>

export function createCheckout(deps: CheckoutDeps) {
  const { db, clock, settings, pricing, inventory, cart, orders, payments } = deps

  async function plan(holder: CartHolder, body: CheckoutBody): Promise<Plan> {
    const [cartId, shop, methods] = await Promise.all([
      cart.idOf(holder),
      settings.view(),
      settings.deliveryMethods(),
    ])
    const method = methods.find(({ id }) => id === body.delivery.method)
    const faults = deliveryFaults(method, body.delivery.address, shop.deliveryCountries)
    if (faults.length > 0 || !method)
      throw invalidRequest('Some values were not accepted.', { errors: faults })
    if (!cartId) throw cartEmpty('Your basket is empty. Put something in it first.')
    const buyer = { accountId: accountIdOf(holder.caller), email: normalisedEmail(body.email) }
    return { body, cartId, settings: shop, method, buyer }
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
        .transaction(async (tx) => await attempt(tx, at, lostGifts))
        .catch(Overtaken.caught)
      if ('order' in outcome) return outcome.order
      if ('gifts' in outcome) for (const gift of outcome.gifts) lostGifts.add(gift)
      else for (const orderId of outcome.inTheWay) await payments.abandon(orderId)
    }
    throw checkoutBusy(
      'This basket is being checked out elsewhere at this moment. Nothing was ordered here.',
    )
  }

  async function attempt(tx: Db, at: Plan, lostGifts: ReadonlySet<string>): Promise<Attempt> {
    const { currency, taxRateBasisPoints: taxRateBp } = at.settings
    const whole = await cart.lockWhole(tx, at.cartId, at.buyer)
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
    const others = awaiting.filter(({ paymentStatus }) => paymentStatus !== 'processing')
    if (others.length > 0) return { inTheWay: others.map(({ id }) => id) }
    return { order: await write(tx, at, { deal, fingerprint }) }
  }

  async function write(
    tx: Db,
    at: Plan,
    { deal, fingerprint }: { readonly deal: Deal; readonly fingerprint: string },
  ): Promise<OrderHead> {
    const { body, cartId, buyer, method } = at
    const { currency, timeZone, reservationMinutes } = at.settings
    const now = clock.now()
    const { totals, lines } = deal
    assertTotal(deal, currency, body.expectedTotal)
    assertPayable(totals.totalMinor, currency)

    const id = newId(now)
    const accessToken = newSecret()
    const expiresAt = minutesAfter(now, reservationMinutes)
    const arrives = arrival(now, timeZone, journeyOf(method, at.settings))
    const number = await orders.create(
      tx,
      {
        ...totals,
        id,
        accountId: buyer.accountId,
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
    if (!(await pricing.take(tx, { orderId: id, uses: deal.uses, buyer }))) throw new Overtaken()
    for (const title of deal.goneGifts) await orders.addEvent(tx, id, 'gift_gone', { title })
    const { totalMinor } = totals
    if (totalMinor === 0) await payments.placeFree(tx, id)
    else await payments.beginAttempt(tx, { id, totalMinor, currency, expiresAt })
    const status = totalMinor === 0 ? 'placed' : 'awaiting_payment'
    return { id, number, accessToken, total: money(totalMinor, currency), status }
  }

  /** A refusal because of the stock or a price is also news: the next checkout goes by what this one has told. */
  async function tellChanges(error: unknown, { cartId, buyer }: Plan): Promise<never> {
    const isNews =
      error instanceof Problem &&
      [outOfStock, cartChanged, totalChanged].some((refusal) => refusal('').code === error.code)
    if (!isNews) throw error
    const lines = await cart.noteSeen(cartId, buyer)
    const changes = lines.filter(differsFromSeen).map(changeOf)
    if (error.code === totalChanged('').code) throw error
    throw cartChanged(inOneSentence(changes), { changes })
  }

  return {
    /** How the cart's order can reach that country, or any, with dates and prices. */
    async options(
      holder: CartHolder,
      country: string | undefined,
    ): Promise<readonly DeliveryOption[]> {
      const [shop, methods, isFree] = await Promise.all([
        settings.view(),
        settings.deliveryMethods(),
        cart.hasFreeDelivery(holder),
      ])
      const { currency, timeZone, deliveryCountries } = shop
      return methods
        .filter((method) => country === undefined || serves(method, country, deliveryCountries))
        .map((method) => {
          const { from, to } = arrival(clock.now(), timeZone, journeyOf(method, shop))
          return {
            method: method.id,
            kind: method.kind,
            label: method.label,
            price: money(isFree ? 0 : method.priceMinor, currency),
            arrives: { from: day(from), to: day(to) },
          }
        })
    },

    /**
     * Turns the cart into an order with its units held and its prices frozen, and opens the page to pay on. The same cart again
     * is the same order.
     * @throws cartEmpty, cartChanged with what changed, totalChanged, belowMinimum, paymentUnavailable.
     */
    async checkOut(holder: CartHolder, body: CheckoutBody): Promise<CheckoutReply> {
      const at = await plan(holder, body)
      const order = await place(at).catch(async (error: unknown) => await tellChanges(error, at))
      const paymentUrl = order.status === 'placed' ? null : await payments.openPage(order.id)
      return { order, paymentUrl }
    },
  }
}

/** A parcel travels on working days; an order is fetched when the shop is open. */
const journeyOf = (method: DeliveryMethod, { collectionDays }: ShopSettings) => ({
  ...method,
  weekdays: method.kind === 'collection' ? collectionDays : TRAVEL_DAYS,
})

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

function changeOf(line: LineRecord): CartChange {
  const { sku, title, priceMinor, seenPriceMinor } = line
  const units = buyable(line)
  if (units === 0) return { sku, title, change: 'sold_out', detail: `${title} has sold out.` }
  if (units !== line.seenQuantity) {
    return { sku, title, change: 'quantity', detail: `Only ${units} left of ${title}.` }
  }
  const way = priceMinor < seenPriceMinor ? 'less' : 'more'
  return { sku, title, change: 'price', detail: `${title} costs ${way} than before.` }
}

function inOneSentence(changes: readonly CartChange[]): string {
  const news = changes.map(({ detail }) => detail).join(' ')
  return `${news || 'Somebody was quicker.'} Nothing was ordered. Your basket shows how things are now.`
}

function headOf(order: Awaited<ReturnType<Orders['findAwaiting']>>[number]): OrderHead {
  const { id, number, accessToken, totalMinor, currency, status } = order
  return { id, number, accessToken, total: money(totalMinor, currency), status }
}

const day = (date: Date): string => date.toISOString().slice(0, 10)
