import type { Orders } from '#features/orders/index.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database, Db } from '#platform/db.ts'
import { isUuid } from '#platform/id.ts'
import type { Log } from '#platform/log.ts'
import type { Outbox } from '#platform/outbox.ts'

import { type Decline, type Fact, factOf } from './facts.ts'
import { BadSignature, type PaymentGateway } from './gateway.ts'
import type { Refunds } from './refunds.ts'
import * as repository from './repository.ts'
import { badSignature, declineInWords } from './rules.ts'
import type { Settle } from './settle.ts'

interface WebhookDeps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly outbox: Outbox
  readonly orders: Orders
  readonly gateway: PaymentGateway
  readonly refunds: Refunds
  readonly settle: Settle['settle']
}

export type Webhooks = ReturnType<typeof createWebhooks>

/** Events are stored first and applied afterwards, so that Stripe's answer never waits for the shop's work (L6). */
export function createWebhooks(deps: WebhookDeps) {
  const { db, clock, log, outbox, orders, gateway, refunds, settle } = deps

  async function finish(tx: Db, eventId: string, outcome: string): Promise<void> {
    await repository.finishEvent(tx, eventId, outcome, clock.now())
  }

  async function applyDecline(tx: Db, { intentId, orderId, code }: Decline): Promise<string> {
    const order = orderId !== null && isUuid(orderId) ? await orders.lock(tx, orderId) : undefined
    const live = order && (await repository.findLive(tx, order.id))
    if (!order || live?.status !== 'open') return 'nothing_new'
    await repository.change(tx, live.id, ['open'], { declineCode: code, updatedAt: clock.now() })
    await orders.update(tx, order.id, { paymentStatus: 'failed' })
    await orders.addEvent(tx, order.id, 'payment_declined', {
      reason: declineInWords(code),
      code,
      intentId,
    })
    return 'applied'
  }

  async function applyFact(eventId: string, fact: Fact): Promise<void> {
    switch (fact.kind) {
      case 'session': {
        const outcome = await settle(
          fact.session,
          async (tx, came) => await finish(tx, eventId, came),
        )
        if (outcome === 'unknown_session' && fact.session.standing === 'paid') {
          log.error(
            { eventId, sessionId: fact.session.id },
            'money came in that no order asked for',
          )
        }
        return
      }
      case 'declined':
        return await db.transaction(
          async (tx) => await finish(tx, eventId, await applyDecline(tx, fact.decline)),
        )
      case 'refund':
        return await db.transaction(async (tx) => {
          await finish(tx, eventId, await refunds.take(tx, fact.refund))
        })
      case 'nothing':
        return await finish(db.pool, eventId, 'ignored')
    }
  }

  return {
    /**
     * Stores a signed event with the job to apply it, in one statement. The same event again changes nothing.
     * @throws badSignature when no secret of the shop signed these bytes.
     */
    async receive(rawBody: Buffer, signature: string): Promise<void> {
      const event = await gateway
        .readEvent(rawBody, signature, clock.now())
        .catch((error: unknown) => {
          if (error instanceof BadSignature || error instanceof SyntaxError) {
            throw badSignature('The signature does not fit the body. Nothing was stored.')
          }
          throw error
        })
      await outbox.addIfNew(db.pool, repository.keepEvent(event, clock.now()), {
        name: 'stripe.event_received',
        payload: { eventId: event.id },
      })
    },

    /** Applies a stored event once; a repeat finds it done. One that makes no sense is parked for a person. */
    async apply(eventId: string): Promise<void> {
      const event = await repository.findEvent(db.pool, eventId)
      if (!event || event.processedAt) return
      if (event.livemode !== gateway.livemode) {
        return await finish(
          db.pool,
          eventId,
          event.livemode ? 'parked: live event' : 'parked: test event',
        )
      }
      const fact = readFact(event.payload)
      if (fact) return await applyFact(eventId, fact)
      log.error({ eventId, type: event.type }, 'a signed event makes no sense and is parked')
      await finish(db.pool, eventId, 'parked: not understood')
    },
  }
}

function readFact(payload: unknown): Fact | undefined {
  try {
    return factOf(payload)
  } catch {
    return undefined
  }
}
