import type { Orders } from '#features/orders/index.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database, Db } from '#platform/db.ts'
import { isUuid } from '#platform/id.ts'
import type { Log } from '#platform/log.ts'
import type { Metrics } from '#platform/metrics.ts'
import type { Outbox } from '#platform/outbox.ts'

import { declineInWords } from './decline-words.ts'
import type { Disputes } from './disputes.ts'
import { type Decline, type Fact, factOf } from './facts.ts'
import { BadSignature, type PaymentGateway, type SessionState } from './gateway.ts'
import type { Refunds, Taken } from './refunds.ts'
import * as repository from './repository.ts'
import { badSignature } from './rules.ts'
import type { Settle } from './settle.ts'
import { accountOf } from './signed-event.ts'

interface WebhookDeps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  readonly outbox: Outbox
  readonly orders: Orders
  readonly gateway: PaymentGateway
  readonly refunds: Refunds
  readonly disputes: Disputes
  readonly settle: Settle['settle']
}

/** An event as it was kept. */
interface Stored {
  readonly id: string
  /** Stripe's own time of it. */
  readonly occurredAt: Date
}

export type Webhooks = ReturnType<typeof createWebhooks>

/** Events are stored first and applied afterwards, so that Stripe's answer never waits for the shop's work (L6). */
export function createWebhooks(deps: WebhookDeps) {
  const { db, clock, log, metrics, outbox, orders, gateway, refunds, disputes, settle } = deps
  const parked = metrics.counter(
    'webhook_events_parked_total',
    'Signed events that the shop does not act on until a person has looked',
  )

  async function finish(tx: Db, eventId: string, outcome: string): Promise<void> {
    await repository.finishEvent(tx, eventId, outcome, clock.now())
  }

  /** What cannot be acted on is kept and alarmed, and never sent again and again. */
  async function park(event: { readonly id: string; readonly type: string }, why: string) {
    parked.inc({ kind: why })
    log.error({ eventId: event.id, type: event.type, why }, 'a signed event is parked')
    await db.transaction(async (tx) => {
      const { id: eventId, type } = event
      if (!(await repository.finishEvent(tx, eventId, `parked: ${why}`, clock.now()))) return
      await outbox.add(tx, { name: 'webhook.parked', payload: { eventId, type, why } })
    })
  }

  /** Every decline is kept with its attempt, also one that is heard of after the money came. */
  async function applyDecline(
    tx: Db,
    { intentId, orderId, code }: Decline,
    { eventId, declinedAt }: { readonly eventId: string; readonly declinedAt: Date },
  ): Promise<string> {
    const order = orderId !== null && isUuid(orderId) ? await orders.lock(tx, orderId) : undefined
    if (!order) return 'nothing_new'
    const live = await repository.findLive(tx, order.id)
    const tried =
      (await repository.findByIntent(tx, intentId)) ??
      live ??
      (await repository.findLatest(tx, order.id))
    if (!tried) return 'nothing_new'
    const decline = { eventId, paymentId: tried.id, code, declinedAt }
    if (!(await repository.insertDecline(tx, decline)) || live?.status !== 'open')
      return 'nothing_new'
    await repository.change(tx, live.id, ['open'], { declineCode: code, updatedAt: clock.now() })
    await orders.update(tx, order.id, { paymentStatus: 'failed' })
    await orders.addEvent(tx, order.id, 'payment_declined', {
      reason: declineInWords(code),
      code,
      intentId,
    })
    return 'applied'
  }

  async function settleSession(eventId: string, session: SessionState): Promise<void> {
    const outcome = await settle(session, async (tx, came) => await finish(tx, eventId, came))
    if (outcome === 'unknown_session' && session.standing === 'paid') {
      log.error({ eventId, sessionId: session.id }, 'money came in that no order asked for')
    }
  }

  async function applyRefunded(eventId: string, intentId: string | null): Promise<void> {
    const states = intentId === null ? [] : await gateway.refundsOf(intentId)
    await db.transaction(async (tx) => {
      const taken: Taken[] = []
      for (const state of states) taken.push(await refunds.take(tx, state))
      await finish(tx, eventId, taken.find((one) => one !== 'nothing_new') ?? 'nothing_new')
    })
  }

  async function applyFact({ id: eventId, occurredAt }: Stored, fact: Fact): Promise<void> {
    switch (fact.kind) {
      case 'session':
        return await settleSession(eventId, fact.session)
      case 'declined':
        return await db.transaction(
          async (tx) =>
            await finish(
              tx,
              eventId,
              await applyDecline(tx, fact.decline, { eventId, declinedAt: occurredAt }),
            ),
        )
      case 'refund':
        return await db.transaction(async (tx) => {
          await finish(tx, eventId, await refunds.take(tx, fact.refund))
        })
      case 'refunded':
        return await applyRefunded(eventId, fact.intentId)
      case 'dispute':
        return await db.transaction(
          async (tx) => await finish(tx, eventId, await disputes.take(tx, fact.dispute)),
        )
      case 'fraud_warning':
        return await db.transaction(
          async (tx) => await finish(tx, eventId, await disputes.warn(tx, fact.warning)),
        )
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
          if (error instanceof BadSignature) {
            throw badSignature('The signature does not fit the body. Nothing was stored.')
          }
          throw error
        })
      await outbox.addIfNew(repository.keepEvent(event, clock.now()), {
        name: 'stripe.event_received',
        payload: { eventId: event.id },
      })
    },

    /** Applies a stored event once; a repeat finds it done. One that makes no sense is parked for a person. */
    async apply(eventId: string): Promise<void> {
      const event = await repository.findEvent(db.pool, eventId)
      if (!event || event.processedAt) return
      if (event.livemode !== gateway.livemode) {
        return await park(event, event.livemode ? 'live event' : 'test event')
      }
      if (accountOf(event.payload) !== null) return await park(event, 'other account')
      const fact = readFact(event.payload)
      if (fact) return await applyFact(event, fact)
      await park(event, 'not understood')
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
