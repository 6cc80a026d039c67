import type { Settings } from '#features/settings/index.ts'
import type { Clock } from '#platform/clock.ts'
import { type Database, type Db, isDuplicate } from '#platform/db.ts'
import { accountIdOf, type Caller } from '#platform/http/caller.ts'
import { hashSecret, newId, newSecret } from '#platform/id.ts'

import type { CartView } from './contract.ts'
import * as owners from './owner-repository.ts'
import { presentCart } from './present.ts'
import * as repository from './repository.ts'
import { buyable, cartFull, differsFromSeen, notEnough, notForSale } from './rules.ts'
import { createUpkeep } from './upkeep.ts'

/** Whose cart is meant: the account's when signed in, else the one that the cookie names. */
export interface CartHolder {
  readonly caller: Caller
  readonly token: string | undefined
}

/**
 * A cart as it is answered, with the cookie to set where a guest changed it, so that both are kept equally long; null to forget
 * the cookie.
 */
export interface CartAnswer {
  readonly cart: CartView
  readonly token?: string | null
  /** How long a guest's cart is kept from now. */
  readonly keptDays: number
}

interface WantedLine {
  readonly sku: string
  readonly quantity: number
}

interface OpenCart {
  readonly key: repository.CartKey
  readonly isNew: boolean
  readonly token?: string | null
}

export type Cart = ReturnType<typeof createCart>

export function createCart({
  db,
  clock,
  settings,
}: {
  readonly db: Database
  readonly clock: Clock
  readonly settings: Settings
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
    if (accountId) return { key: { id, tokenHash: null, accountId }, isNew: true }
    const fresh = newSecret()
    return { key: { id, tokenHash: hashSecret(fresh), accountId: null }, isNew: true, token: fresh }
  }

  /** The cart against the stock and prices of now. What the customer had not been shown before is noted as shown. */
  async function read(cartId: string, version: number): Promise<CartView> {
    const [lines, { currency }] = await Promise.all([
      repository.linesNow(db, cartId),
      settings.view(),
    ])
    const unseen = lines.filter(differsFromSeen)
    const current =
      unseen.length === 0
        ? version
        : await repository.noteSeen(db.pool, { cartId, seen: unseen.map(asSeen), now: clock.now() })
    return presentCart(current ?? version, lines, currency)
  }

  async function answer({ key, token }: OpenCart, version: number): Promise<CartAnswer> {
    const cart = await read(key.id, version)
    return { cart, ...(token !== undefined && { token }), keptDays: await keptDays() }
  }

  const keptDays = async (): Promise<number> => (await settings.view()).guestCartDays

  async function emptyAnswer(): Promise<CartAnswer> {
    const { currency, guestCartDays } = await settings.view()
    return { cart: presentCart(0, [], currency), keptDays: guestCartDays }
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

  return {
    /** @returns an empty cart of version 0 where there is none yet; none is made by looking. */
    async view(holder: CartHolder): Promise<CartAnswer> {
      const { cart, token } = await find(holder)
      if (!cart) return await emptyAnswer()
      const view = await read(cart.id, cart.version)
      return { cart: view, ...(token === null && { token }), keptDays: await keptDays() }
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
      if (short.length > 0) throw tooMany(short.map((item) => ({ ...item, held: 0 })))

      const version = await db.transaction(
        async (tx) =>
          await repository.replaceLines(tx, { cart: cart.key, lines: chosen, now: clock.now() }),
      )
      return await answer(cart, version)
    },

    async remove(holder: CartHolder, sku: string): Promise<CartAnswer> {
      const { cart, token } = await find(holder)
      if (!cart) return await emptyAnswer()
      const now = clock.now()
      const version = await repository.removeLine(db.pool, { cartId: cart.id, sku, now })
      return await answer(known(cart, holder, token), version ?? cart.version)
    },

    /** The holder's cart, found before a transaction begins; undefined when there is none. */
    async idOf(holder: CartHolder): Promise<string | undefined> {
      return (await find(holder)).cart?.id
    },

    /** The lines that checkout prices, with the cart locked: two checkouts of one cart come one after the other. */
    async lockLines(tx: Db, cartId: string): Promise<readonly repository.LineRecord[]> {
      await repository.lock(tx, cartId)
      return await repository.linesOf(tx, cartId)
    },

    /** What left the cart for a payment that then failed comes back; what was put in since stays. */
    async putBack(
      tx: Db,
      cartId: string,
      units: readonly { readonly variantId: string; readonly quantity: number }[],
    ): Promise<void> {
      await repository.putBack(tx, { cartId, units, now: clock.now() })
    },

    /** The lines as they are now. */
    lines: async (cartId: string) => await repository.linesNow(db, cartId),

    /** After a refusal has told the customer how things are now: the next checkout goes by that. */
    async noteSeen(cartId: string, lines: readonly repository.LineRecord[]): Promise<void> {
      await repository.noteSeen(db.pool, { cartId, seen: lines.map(asSeen), now: clock.now() })
    },

    /** What was bought leaves the cart; what was put in since stays. */
    async takeOut(
      tx: Db,
      cartId: string,
      bought: readonly { readonly variantId: string; readonly quantity: number }[],
    ): Promise<void> {
      await repository.takeOut(tx, { cartId, bought, now: clock.now() })
    },

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
  if (tokenHash && cookie) return { key, isNew: false, token: cookie }
  return { key, isNew: false, ...(token === null && { token }) }
}

const asSeen = (line: repository.LineRecord): repository.Seen => ({
  variantId: line.variantId,
  priceMinor: line.priceMinor,
  quantity: buyable(line),
})

function summed(lines: readonly WantedLine[]): Map<string, number> {
  const quantities = new Map<string, number>()
  for (const { sku, quantity } of lines) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity)
  return quantities
}

function tooMany(
  lines: readonly {
    sku: string
    title: string
    available: number
    quantity: number
    held: number
  }[],
) {
  const described = lines.map(({ title, available, held }) => {
    if (available === 0) return `${title} is sold out.`
    const inBasket = held > 0 ? ` and your basket has ${held} of them` : ''
    return `Only ${available} left of ${title}${inBasket}.`
  })
  return notEnough(`${described.join(' ')} Your basket is as it was.`, {
    lines: lines.map(({ sku, quantity, available, held }) => ({
      sku,
      wanted: quantity,
      available,
      inCart: held,
    })),
  })
}
