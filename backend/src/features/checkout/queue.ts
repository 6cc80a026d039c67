import { createHash, createHmac } from 'node:crypto'

import type { Cart, CartContents } from '#features/cart/index.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database } from '#platform/db.ts'
import { hashSecret, newSecret } from '#platform/id.ts'
import type { Metrics } from '#platform/metrics.ts'
import type { Outbox } from '#platform/outbox.ts'
import { Problem } from '#platform/problem.ts'

import type { Buyer, Turn } from './buyer.ts'
import { CheckoutBody, CheckoutReply } from './contract.ts'
import * as repository from './queue-repository.ts'
import { checkoutTookTooLong, KeptRefusal, queuedCheckoutNotFound } from './queue-rules.ts'
import { cartChanged, cartEmpty } from './rules.ts'
import type { Checkout } from './service.ts'

interface QueueDeps {
  readonly db: Database
  readonly clock: Clock
  readonly metrics: Metrics
  readonly outbox: Outbox
  readonly cart: Cart
  readonly checkout: Checkout
  readonly signingKey: string
}

/** Why a checkout is taken in, and which attempt of its client's it is, where that has a name. */
interface Occasion {
  readonly why: 'asked' | 'busy'
  readonly attempt?: string | undefined
}

/** How a checkout that was taken in stands. `token` is what its customer knows it by. */
export interface Standing {
  readonly token: string
  readonly status: 'queued' | 'done' | 'refused'
  readonly reply: CheckoutReply | null
  readonly refusal: Problem | null
  readonly expiresAt: Date
}

/** Longer than a queue takes to give out again what a worker died with, and as long as anybody waits. */
const WAIT_MS = 5 * 60 * 1000
/** As long as an Idempotency-Key is kept. */
const KEEP_MS = 24 * 60 * 60 * 1000

/** It was made, or given up, by somebody else meanwhile. */
class NotWaiting extends Error {
  override readonly name = 'NotWaiting'
}

export type CheckoutQueue = ReturnType<typeof createCheckoutQueue>

/**
 * Takes checkouts in and makes them in their turn, by the same use case and under the same laws as at once. The order is noted in
 * the transaction that writes it, so that a job that comes twice makes one order.
 */
export function createCheckoutQueue(deps: QueueDeps) {
  const { db, clock, metrics, outbox, cart, checkout, signingKey } = deps
  const taken = metrics.counter(
    'checkouts_queued_total',
    'Checkouts that were taken in to be made in their turn, because the client asked for it or because the shop was busy',
  )

  async function refuse(id: string, problem: Problem): Promise<void> {
    const { code, kind, title, message: detail } = problem
    const members: unknown = JSON.parse(JSON.stringify(problem.members))
    const refusal = KeptRefusal.parse({ code, kind, title, detail, members })
    await repository.end(db.pool, id, { status: 'refused', refusal, now: clock.now() })
  }

  /** Nobody can guess it; the same attempt has the same one, also when the shop died before it could note its answer. */
  const tokenFor = (attempt: string | undefined): string =>
    attempt === undefined
      ? newSecret()
      : createHmac('sha256', signingKey).update(`queued checkout: ${attempt}`).digest('base64url')

  async function make(row: Row): Promise<CheckoutReply> {
    if (row.orderId !== null) return await checkout.resume(row.orderId)
    const buyer: Buyer = {
      accountId: row.accountId,
      cartId: row.cartId,
      clientKey: Buffer.from(row.clientKey),
    }
    return await checkout.checkOut(
      buyer,
      CheckoutBody.parse(row.body),
      turnOf(row.id, row.cartSeen),
    )
  }

  const isLate = ({ expiresAt }: Row): boolean => expiresAt <= clock.now()

  async function giveUpIfLate(row: Row | null): Promise<Row | null> {
    if (row?.status !== 'queued' || !isLate(row)) return row
    await refuse(row.id, tooLong())
    return await repository.find(db.pool, row.id)
  }

  async function takeTurn(id: string): Promise<void> {
    const row = await repository.find(db.pool, id)
    if (row?.status !== 'queued') return
    if (isLate(row)) return await refuse(id, tooLong())
    try {
      const reply = await make(row)
      await repository.end(db.pool, id, { status: 'done', reply, now: clock.now() })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      await refuse(id, error)
    }
  }

  return {
    /**
     * Takes a checkout in: what was asked for and the event that calls for its turn, both or neither. The same attempt again is the
     * same checkout.
     * @throws what can be refused without looking at stock and prices.
     */
    async accept(buyer: Buyer, body: CheckoutBody, { why, attempt }: Occasion): Promise<Standing> {
      await checkout.assertPossible(buyer, body)
      const { accountId, cartId, clientKey } = buyer
      if (cartId === undefined) throw cartEmpty('Your basket is empty. Put something in it first.')
      const contents = await cart.contents(cartId)
      const token = tokenFor(attempt)
      const id = idOf(token)
      const now = clock.now()
      const expiresAt = new Date(now.getTime() + WAIT_MS)
      const cartSeen = seenOf(contents)
      const queued = { id, accountId, cartId, cartSeen, clientKey, body, now, expiresAt }
      const event = { name: 'checkout.queued', payload: { id } }
      if (await outbox.addIfNew(repository.insertQueued(queued), event)) taken.inc({ kind: why })
      return { token, status: 'queued', reply: null, refusal: null, expiresAt }
    },

    /** Makes the order, or keeps why there is none. Safe to repeat. */
    async take(id: string): Promise<void> {
      try {
        await takeTurn(id)
      } catch (error) {
        if (!(error instanceof NotWaiting)) throw error
        // Whoever was quicker has noted an order, for which the page to pay on may still be wanting.
        await takeTurn(id)
      }
    },

    /** How it stands. One whose turn did not come in time is given up by this very look. @throws queuedCheckoutNotFound */
    async view(token: string): Promise<Standing> {
      const id = idOf(token)
      const row = await giveUpIfLate(await repository.find(db.pool, id))
      if (!row) throw queuedCheckoutNotFound('There is no such checkout, or it is long over.')
      const { status, expiresAt } = row
      return {
        token,
        status,
        reply: row.reply === null ? null : CheckoutReply.parse(row.reply),
        refusal: row.refusal === null ? null : problemFrom(row.refusal),
        expiresAt,
      }
    },

    async forgetOld(): Promise<void> {
      await repository.forget(db.pool, new Date(clock.now().getTime() - KEEP_MS))
    },
  }
}

type Row = NonNullable<Awaited<ReturnType<typeof repository.find>>>

function turnOf(id: string, cartSeen: string): Turn {
  return {
    async begin(tx) {
      if (!(await repository.lockWaiting(tx, id))) throw new NotWaiting()
    },
    assertUnchanged(contents) {
      if (seenOf(contents) === cartSeen) return
      throw cartChanged(
        'Your basket changed after you sent the order. Nothing was ordered; look at it once more, then order.',
        { changes: [] },
      )
    },
    note: async (tx, orderId) => await repository.noteOrder(tx, id, orderId),
  }
}

/** Only a hash is kept of what lets somebody see how it stands. */
const idOf = (token: string): string => hashSecret(token).toString('base64url')

/** What of a cart its customer has agreed to. */
function seenOf({ lines, coupons }: CartContents): string {
  const seen = lines.map((line) => [
    line.variantId,
    line.quantity,
    line.seenPriceMinor,
    line.seenQuantity,
  ])
  return createHash('sha256')
    .update(JSON.stringify([seen, coupons]))
    .digest('base64url')
}

const tooLong = (): Problem =>
  checkoutTookTooLong(
    'Too many were ordering at once, and your turn did not come in time. Nothing was paid, and nothing is ordered twice: try again.',
    { retryAfterSeconds: 30 },
  )

function problemFrom(kept: unknown): Problem {
  const { code, kind, title, detail, members } = KeptRefusal.parse(kept)
  return new Problem({ code, kind, title }, detail, members)
}
