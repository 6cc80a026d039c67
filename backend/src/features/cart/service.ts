import type { Shortages } from '#features/inventory/index.ts'
import { evaluate } from '#features/pricing/index.ts'
import type { Settings } from '#features/settings/index.ts'
import type { Clock } from '#platform/clock.ts'
import { type Database, isDuplicate } from '#platform/db.ts'
import { accountIdOf } from '#platform/http/caller.ts'
import { hashSecret, newId, newSecret } from '#platform/id.ts'

import type { CartView } from './contract.ts'
import { createCoupons } from './coupons.ts'
import { asSeen, createForCheckout } from './for-checkout.ts'
import { offersNow } from './offer-repository.ts'
import {
  asBasket,
  type CartOffers,
  hasFreeDelivery,
  isSameAsSeen,
  NO_OFFERS,
  seenOf,
} from './offers.ts'
import type { CartAnswer, CartHolder, OpenCart, Shopper } from './open-cart.ts'
import * as owners from './owner-repository.ts'
import { presentCart } from './present.ts'
import * as repository from './repository.ts'
import { cartFull, differsFromSeen, notForSale } from './rules.ts'
import { createUpkeep } from './upkeep.ts'
import { summed, tooMany, type WantedLine } from './wanted.ts'

export type Cart = ReturnType<typeof createCart>

export function createCart({
  db,
  clock,
  settings,
  shortages,
}: {
  readonly db: Database
  readonly clock: Clock
  readonly settings: Settings
  readonly shortages: Shortages
}) {
  /** The holder's cart, after a guest's cart has become the account's. */
  async function find(
    holder: CartHolder,
  ): Promise<{ cart: repository.CartRecord | null; token?: null }> {
    const accountId = accountIdOf(holder.caller)
    const { token } = holder
    const guest = token ? await repository.findByToken(db, hashSecret(token)) : null
    if (!accountId) return { cart: guest }
    if (!guest || !token) return { cart: await repository.findByAccount(db.pool, accountId) }

    await onceMore(async () => await takeOver(hashSecret(token), accountId))
    return { cart: await repository.findByAccount(db.pool, accountId), token: null }
  }

  /** A guest's cart becomes the account's, or goes into the one it has. Another request may have done it meanwhile. */
  async function takeOver(tokenHash: Buffer<ArrayBuffer>, accountId: string): Promise<void> {
    await db.transaction(async (tx) => {
      const now = clock.now()
      const guest = await owners.lockByToken(tx, tokenHash)
      if (!guest) return
      const own = await repository.findByAccount(tx, accountId)
      if (!own) return await owners.giveToAccount(tx, { cartId: guest.id, accountId, now })
      await repository.lock(tx, own.id)
      await owners.mergeInto(tx, { guestId: guest.id, accountCartId: own.id, now })
    })
  }

  async function open(holder: CartHolder): Promise<OpenCart> {
    const { cart, token } = await find(holder)
    const accountId = accountIdOf(holder.caller)
    if (cart) return known(cart, holder, token)

    const id = newId(clock.now())
    const nothing = { version: 0, offers: NO_OFFERS, isNew: true }
    if (accountId) return { ...nothing, key: { id, tokenHash: null, accountId } }
    const fresh = newSecret()
    const key = { id, tokenHash: hashSecret(fresh), accountId: null }
    return { ...nothing, key, token: fresh }
  }

  /** The lines, and what promotions come to for that shopper, as things are now. */
  async function priceNow(cartId: string, { coupons }: CartOffers, shopper: Shopper) {
    const now = clock.now()
    const [lines, offers] = await Promise.all([
      repository.linesNow(db, cartId),
      offersNow(db, { cartId, coupons, ...shopper, now }),
    ])
    return { lines, outcome: evaluate(offers, { lines: asBasket(lines), coupons, now }) }
  }

  /** The cart against the stock, prices and offers of now. What the customer had not been shown before is noted as shown. */
  async function read({ key, offers: held }: OpenCart, version: number): Promise<CartView> {
    const { customerEmail, seenOffers: seen } = held
    const [{ lines, outcome }, { currency }] = await Promise.all([
      priceNow(key.id, held, { accountId: key.accountId, email: customerEmail }),
      settings.view(),
    ])
    const offers = seenOf(outcome, seen)
    const unseen = lines.filter(differsFromSeen)
    const isNews = unseen.length > 0 || !isSameAsSeen(offers, seen)
    const noted = isNews
      ? await repository.noteSeen(db.pool, {
          cartId: key.id,
          seen: unseen.map(asSeen),
          offers,
          customerEmail,
          now: clock.now(),
        })
      : version
    return presentCart(noted ?? version, { lines, outcome, seen }, currency)
  }

  async function empty(): Promise<CartAnswer> {
    const outcome = evaluate([], { lines: [], coupons: [], now: clock.now() })
    const { currency, guestCartDays: keptDays } = await settings.view()
    return { cart: presentCart(0, { lines: [], outcome, seen: null }, currency), keptDays }
  }

  async function answer(cart: OpenCart, version: number): Promise<CartAnswer> {
    const { token } = cart
    const view = await read(cart, version)
    const { guestCartDays: keptDays } = await settings.view()
    return { cart: view, ...(token !== undefined && { token }), keptDays }
  }

  async function findForSale(sku: string, cartId: string): Promise<repository.ForSale> {
    const [item] = await repository.findForSale(db, { skus: [sku], cartId })
    if (!item) throw notForSale(`Nothing is sold as ${sku}. Your basket is as it was.`, { sku })
    return item
  }

  async function put(
    holder: CartHolder,
    { sku, quantity }: WantedLine,
    mode: 'add' | 'set',
  ): Promise<CartAnswer> {
    const cart = await open(holder)
    const item = await findForSale(sku, cart.key.id)
    if (quantity > item.available) await shortages.note([sku])
    if (cart.isNew && quantity > item.available) throw tooMany([{ ...item, quantity, held: 0 }])
    const version = await repository.putLine(db, {
      cart: cart.key,
      item,
      quantity,
      mode,
      now: clock.now(),
    })
    if (version === undefined) throw await refusal(cart, item, quantity)
    return await answer(cart, version)
  }

  async function refusal({ key }: OpenCart, item: repository.ForSale, quantity: number) {
    const lines = await repository.linesNow(db, key.id)
    const line = lines.find(({ variantId }) => variantId === item.variantId)
    if (!line && item.available >= quantity) {
      return cartFull(`A basket holds ${lines.length} different things at most. It is as it was.`)
    }
    return tooMany([{ ...item, quantity, held: line?.quantity ?? 0 }])
  }

  const codes = createCoupons({ db, clock, settings, open, answer, empty })

  return {
    addCoupon: async (holder: CartHolder, code: string) =>
      await onceMore(async () => await codes.addCoupon(holder, code)),
    removeCoupon: codes.removeCoupon,

    /** @returns an empty cart of version 0 where there is none yet; none is made by looking. */
    async view(holder: CartHolder): Promise<CartAnswer> {
      const { cart, token } = await find(holder)
      if (!cart) return await empty()
      const { token: _, ...opened } = known(cart, holder, token)
      return await answer({ ...opened, ...(token === null && { token }) }, cart.version)
    },

    add: async (holder: CartHolder, line: WantedLine) =>
      await onceMore(async () => await put(holder, line, 'add')),
    set: async (holder: CartHolder, line: WantedLine) =>
      await onceMore(async () => await put(holder, line, 'set')),

    async replace(holder: CartHolder, lines: readonly WantedLine[]): Promise<CartAnswer> {
      const wanted = summed(lines)
      const cart = await open(holder)
      const items = await repository.findForSale(db, {
        skus: [...wanted.keys()],
        cartId: cart.key.id,
      })
      const unknown = [...wanted.keys()].filter((sku) => !items.some((item) => item.sku === sku))
      if (unknown.length > 0) {
        throw notForSale(`Nothing is sold as ${unknown.join(', ')}. Your basket is as it was.`, {
          skus: unknown,
        })
      }
      const chosen = [...wanted].flatMap(([sku, quantity]) =>
        items.filter((item) => item.sku === sku).map((item) => ({ ...item, quantity })),
      )
      const short = chosen.filter(({ quantity, available }) => quantity > available)
      await shortages.note(short.map(({ sku }) => sku))
      if (short.length > 0) throw tooMany(short.map((item) => ({ ...item, held: 0 })))

      const version = await db.transaction(
        async (tx) =>
          await repository.replaceLines(tx, { cart: cart.key, lines: chosen, now: clock.now() }),
      )
      return await answer(cart, version)
    },

    async remove(holder: CartHolder, sku: string): Promise<CartAnswer> {
      const { cart, token } = await find(holder)
      if (!cart) return await empty()
      const now = clock.now()
      const version = await repository.removeLine(db.pool, { cartId: cart.id, sku, now })
      return await answer(known(cart, holder, token), version ?? cart.version)
    },

    async hasFreeDelivery(holder: CartHolder): Promise<boolean> {
      const { cart } = await find(holder)
      if (!cart) return false
      const { accountId, customerEmail: email } = cart
      return hasFreeDelivery((await priceNow(cart.id, cart, { accountId, email })).outcome)
    },

    /** The holder's cart, found before a transaction begins; undefined when there is none. */
    async idOf(holder: CartHolder): Promise<string | undefined> {
      return (await find(holder)).cart?.id
    },

    ...createForCheckout({ db, clock, priceNow }),
    ...createUpkeep({ db, clock, settings }),
  }
}

/** Two first requests at one moment both make the account's cart; one of them finds it there and goes by that. */
async function onceMore<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isDuplicate(error)) throw error
    return await work()
  }
}

function known(
  cart: repository.CartRecord,
  { token: cookie }: CartHolder,
  token: null | undefined,
): OpenCart {
  const tokenHash = cart.accountId === null && cookie ? hashSecret(cookie) : null
  const key = { id: cart.id, tokenHash, accountId: cart.accountId }
  const opened = { key, version: cart.version, offers: cart, isNew: false }
  if (tokenHash && cookie) return { ...opened, token: cookie }
  return { ...opened, ...(token === null && { token }) }
}
