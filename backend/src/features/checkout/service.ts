import { createHash } from 'node:crypto'

import {
  buyable,
  type Cart,
  type CartHolder,
  differsFromSeen,
  type LineRecord,
} from '#features/cart/index.ts'
import { presentPicture, readOptions } from '#features/catalogue/index.ts'
import { type Inventory, outOfStock } from '#features/inventory/index.ts'
import type { NewLine, Orders } from '#features/orders/index.ts'
import { minutesAfter, type Payments } from '#features/payments/index.ts'
import { priceLine, totalUp } from '#features/pricing/index.ts'
import type { DeliveryMethod, Settings, ShopSettings } from '#features/settings/index.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database, Db } from '#platform/db.ts'
import { accountIdOf } from '#platform/http/caller.ts'
import { invalidRequest } from '#platform/http/endpoint.ts'
import { newId, newSecret } from '#platform/id.ts'
import { formatMoney, money } from '#platform/money.ts'
import { Problem } from '#platform/problem.ts'

import type { CartChange, CheckoutBody, CheckoutReply, DeliveryOption } from './contract.ts'
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
  readonly inventory: Inventory
  readonly cart: Cart
  readonly orders: Orders
  readonly payments: Payments
}

/** What is decided before the transaction: everything that is not the cart. */
interface Plan {
  readonly body: CheckoutBody
  readonly holder: CartHolder
  readonly cartId: string
  readonly settings: ShopSettings
  readonly method: DeliveryMethod
}

type OrderHead = CheckoutReply['order']

/** The order, or the other orders of the cart that have to be given up before there can be one. */
type Attempt = { readonly order: OrderHead } | { readonly inTheWay: readonly string[] }

const MOST_TRIES = 5

export type Checkout = ReturnType<typeof createCheckout>

export function createCheckout(deps: CheckoutDeps) {
  const { db, clock, settings, inventory, cart, orders, payments } = deps

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
    return { body, holder, cartId, settings: shop, method }
  }

  /**
   * The order for this cart: the one that waits already when it is the same, else a new one. One that is not the same any more
   * is given up first, so that a cart never has two that could be paid.
   * @throws checkoutBusy when others keep checking out the same cart.
   */
  async function place(at: Plan): Promise<OrderHead> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const outcome = await db.transaction(async (tx) => await attempt(tx, at))
      if ('order' in outcome) return outcome.order
      for (const orderId of outcome.inTheWay) await payments.abandon(orderId)
    }
    throw checkoutBusy(
      'This basket is being checked out elsewhere at this moment. Nothing was ordered here.',
    )
  }

  async function attempt(tx: Db, at: Plan): Promise<Attempt> {
    const lines = await cart.lockLines(tx, at.cartId)
    const fingerprint = fingerprintOf(at, lines)
    const awaiting = await orders.findAwaiting(tx, at.cartId)
    assertAsSeen(lines)
    const same = awaiting.find(
      ({ cartFingerprint, isOverdue }) => cartFingerprint === fingerprint && !isOverdue,
    )
    if (same) return { order: headOf(same) }
    await settings.assertSelling(tx)
    const others = awaiting.filter(({ paymentStatus }) => paymentStatus !== 'processing')
    if (others.length > 0) return { inTheWay: others.map(({ id }) => id) }
    return { order: await write(tx, at, { lines, fingerprint }) }
  }

  async function write(
    tx: Db,
    at: Plan,
    { lines, fingerprint }: { readonly lines: readonly LineRecord[]; readonly fingerprint: string },
  ): Promise<OrderHead> {
    const { body, cartId, holder, method } = at
    const { currency, taxRateBasisPoints, timeZone, reservationMinutes } = at.settings
    const now = clock.now()
    const frozen = lines
      .filter((line) => buyable(line) > 0)
      .map((line) => freeze(line, taxRateBasisPoints))
    const totals = totalUp(frozen, { priceMinor: method.priceMinor, taxRateBp: taxRateBasisPoints })
    assertTotal(totals.totalMinor, currency, body.expectedTotal)
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
        accountId: accountIdOf(holder.caller),
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
      frozen,
    )
    await inventory.reserve(tx, id, frozen)
    const { totalMinor } = totals
    if (totalMinor === 0) await payments.placeFree(tx, id)
    else await payments.beginAttempt(tx, { id, totalMinor, currency, expiresAt })
    const status = totalMinor === 0 ? 'placed' : 'awaiting_payment'
    return { id, number, accessToken, total: money(totalMinor, currency), status }
  }

  /** A refusal because of the stock or a price is also news: the next checkout goes by what this one has told. */
  async function tellChanges(error: unknown, cartId: string): Promise<never> {
    const isNews =
      error instanceof Problem && [outOfStock('').code, cartChanged('').code].includes(error.code)
    if (!isNews) throw error
    const lines = await cart.lines(cartId)
    const changes = lines.filter(differsFromSeen).map(changeOf)
    await cart.noteSeen(cartId, lines)
    throw cartChanged(inOneSentence(changes), { changes })
  }

  return {
    /** How an order can reach that country, or any, with dates and prices. */
    async options(country: string | undefined): Promise<readonly DeliveryOption[]> {
      const [shop, methods] = await Promise.all([settings.view(), settings.deliveryMethods()])
      const { currency, timeZone, deliveryCountries } = shop
      return methods
        .filter((method) => country === undefined || serves(method, country, deliveryCountries))
        .map((method) => {
          const { from, to } = arrival(clock.now(), timeZone, journeyOf(method, shop))
          return {
            method: method.id,
            kind: method.kind,
            label: method.label,
            price: money(method.priceMinor, currency),
            arrives: { from: day(from), to: day(to) },
          }
        })
    },

    /**
     * Turns the cart into an order with its units held and its prices frozen, and opens the page to pay on. The same cart again
     * is the same order, which may still be paid while sales are paused.
     * @throws salesPaused, cartEmpty, cartChanged with what changed, totalChanged, belowMinimum, paymentUnavailable.
     */
    async checkOut(holder: CartHolder, body: CheckoutBody): Promise<CheckoutReply> {
      const at = await plan(holder, body)
      const order = await place(at).catch(
        async (error: unknown) => await tellChanges(error, at.cartId),
      )
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

function assertTotal(
  totalMinor: number,
  currency: string,
  expected: CheckoutBody['expectedTotal'],
): void {
  if (!expected || (expected.minor === totalMinor && expected.currency === currency)) return
  const total = money(totalMinor, currency)
  throw totalChanged(
    `It comes to ${formatMoney(total)} now. Nothing was ordered; look once more, then order.`,
    { total },
  )
}

function freeze(line: LineRecord, taxRateBp: number): NewLine {
  const { variantId, sku, slug, title, image, priceMinor } = line
  return {
    ...priceLine({ unitPriceMinor: priceMinor, quantity: buyable(line) }, taxRateBp),
    variantId,
    sku,
    slug,
    title,
    options: readOptions(line.options).map(({ name, value }) => ({ name, value })),
    image: image && presentPicture(image),
  }
}

/** What makes two checkouts of a cart the same: what is bought, at which price, by whom, and how it gets there. */
function fingerprintOf({ body, method }: Plan, lines: readonly LineRecord[]): string {
  const { email, name, phone, delivery } = body
  const bought = lines.map((line) => [line.variantId, buyable(line), line.priceMinor])
  const whole = JSON.stringify([bought, method.priceMinor, email, name, phone, delivery])
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
