import { readOptions } from '#features/catalogue/index.ts'
import type { FulfilmentView } from '#features/orders/contract.ts'
import type { OrderRecord, Orders } from '#features/orders/index.ts'
import type { Settings } from '#features/settings/index.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database } from '#platform/db.ts'
import type { Log } from '#platform/log.ts'
import type { Mailer } from '#platform/mailer.ts'
import { money } from '#platform/money.ts'

import type { Letter, Unit } from './letter.ts'
import { orderCancelled } from './mails/order-cancelled.ts'
import { orderCollected } from './mails/order-collected.ts'
import { orderLink } from './mails/order-link.ts'
import { orderPlaced } from './mails/order-placed.ts'
import { orderReady } from './mails/order-ready.ts'
import { orderRefunded } from './mails/order-refunded.ts'
import { orderSent } from './mails/order-sent.ts'
import { paymentChecked } from './mails/payment-checked.ts'
import { paymentFailed } from './mails/payment-failed.ts'
import { paymentProcessing } from './mails/payment-processing.ts'
import { paymentStrayed, strayPaymentFound } from './mails/payment-strayed.ts'
import { paymentTooLate } from './mails/payment-too-late.ts'
import { refundStuck } from './mails/refund-stuck.ts'
import {
  disputeOpened,
  orderNeedsReview,
  type ParkedEvent,
  paymentWentBack,
  refundFailed,
  webhookParked,
} from './mails/to-owner.ts'
import type { Occasion } from './occasion.ts'
import { createPost } from './post.ts'
import * as repository from './repository.ts'
import {
  cancelReason,
  goingBackMinor,
  lastFailedAttempt,
  mailKey,
  refundsBecause,
} from './rules.ts'

interface NotificationsDeps {
  readonly db: Pick<Database, 'pool'>
  readonly clock: Clock
  readonly mailer: Mailer
  readonly orders: Orders
  readonly settings: Settings
  /** Where the links in mails lead: `https://shop.example`. */
  readonly shopOrigin: string
  readonly log: Log
}

export interface AboutParcel {
  readonly orderId: string
  readonly fulfilmentId: string
}

export interface AboutRefund {
  readonly orderId: string
  readonly refundId: string
}

export interface AboutDispute {
  readonly orderId: string
  readonly disputeId: string
  /** Whether the bank only asked; a question may become a claim, which is told of again. */
  readonly isInquiry: boolean
  /** What happened, in words. */
  readonly reason: string
}

/** An order as it stands when a mail about it is written. */
interface Known extends Occasion {
  readonly record: OrderRecord
}

export type Notifications = ReturnType<typeof createNotifications>

/**
 * The mails of the shop, one for each fact worth telling. Each is posted once, however often it is asked for; only a crash
 * between the carrier's taking it and the shop's noting it can send it twice. Facts arrive in any order and late, so a mail that
 * would no longer be true is not written.
 */
export function createNotifications(deps: NotificationsDeps) {
  const { db, clock, orders, settings, shopOrigin } = deps
  const post = createPost(deps)

  async function know(orderId: string): Promise<Known> {
    const [record, shop] = await Promise.all([orders.find(orderId), settings.view()])
    if (!record) throw new Error(`A mail about an order that is not there: ${orderId}`)
    return {
      record,
      shop,
      order: orders.present(record),
      page: `${shopOrigin}/orders/${orderId}?token=${record.accessToken}`,
      adminPage: `${shopOrigin}/admin/orders/${orderId}`,
      paper: (name) =>
        `${shopOrigin}/api/orders/${orderId}/${name}.pdf?token=${record.accessToken}`,
    }
  }

  async function toCustomer({ record, shop }: Known, key: string, letter: Letter): Promise<void> {
    await post({ key, orderId: record.id, to: record.email, letter, shop })
  }

  async function toOwner({ record, shop }: Known, key: string, letter: Letter): Promise<void> {
    await post({ key, orderId: record.id, to: shop.email, letter, shop })
  }

  async function contentsOf(fulfilmentId: string): Promise<readonly Unit[]> {
    const lines = await repository.findUnits(db.pool, fulfilmentId)
    return lines.map(({ quantity, orderLine: { title, options } }) => ({
      title,
      options: readOptions(options),
      quantity,
    }))
  }

  return {
    /** To whoever paid and to the owner: a payment belongs to no order. One that could not be sent back is the owner's to explain. */
    async paymentStrayed(sessionId: string): Promise<void> {
      const [stray, shop] = await Promise.all([
        repository.findStray(db.pool, sessionId),
        settings.view(),
      ])
      const { email, refusal } = stray
      const amount = money(stray.amountMinor, stray.currency)
      const about = { amount, email, reference: sessionId }
      const key = mailKey('payment.strayed', sessionId)
      const letter = strayPaymentFound(about, { refusal })
      await post({ key: `${key}:owner`, orderId: null, to: shop.email, letter, shop })
      if (email === null || refusal !== null) return
      await post({ key, orderId: null, to: email, letter: paymentStrayed(about), shop })
    },

    /** The confirmation. An order that was cancelled before it could be written gets the mail about that instead. */
    async orderPlaced(orderId: string): Promise<void> {
      const known = await know(orderId)
      if (known.order.status !== 'placed') return
      await toCustomer(known, mailKey('order.placed', orderId), orderPlaced(known))
    },

    async orderSent({ orderId, fulfilmentId }: AboutParcel): Promise<void> {
      const known = await know(orderId)
      const parcel = parcelOf(known, fulfilmentId)
      const contents = await contentsOf(fulfilmentId)
      const key = mailKey('order.sent', orderId, fulfilmentId)
      await toCustomer(known, key, orderSent(known, { parcel, contents }))
    },

    async orderReady({ orderId, fulfilmentId }: AboutParcel): Promise<void> {
      const known = await know(orderId)
      const key = mailKey('order.ready_for_collection', orderId, fulfilmentId)
      await toCustomer(known, key, orderReady(known, await contentsOf(fulfilmentId)))
    },

    async orderCollected({ orderId, fulfilmentId }: AboutParcel): Promise<void> {
      const known = await know(orderId)
      const { collectedAt, packedAt } = parcelOf(known, fulfilmentId)
      const key = mailKey('order.collected', orderId, fulfilmentId)
      await toCustomer(known, key, orderCollected(known, collectedAt ?? packedAt))
    },

    async orderCancelled(orderId: string, wasPaid: boolean): Promise<void> {
      const known = await know(orderId)
      const { refunds, events, currency, endedAt } = known.record
      const goingBack = money(goingBackMinor(refunds, { cancelledAt: endedAt }), currency)
      const letter = orderCancelled(known, { wasPaid, goingBack, reason: cancelReason(events) })
      await toCustomer(known, mailKey('order.cancelled', orderId), letter)
    },

    async orderRefunded({ orderId, refundId }: AboutRefund): Promise<void> {
      const known = await know(orderId)
      const refund = known.order.refunds.find(({ id }) => id === refundId)
      if (!refund) throw new Error(`A mail about a refund that is not there: ${refundId}`)
      const letter = orderRefunded(known, refund)
      await toCustomer(known, mailKey('order.refunded', orderId, refundId), letter)
    },

    /** To whoever waits for the money, that it is held up; their next mail says what became of it. */
    async refundStuck({ orderId, refundId }: AboutRefund): Promise<void> {
      const known = await know(orderId)
      const key = mailKey('refund.failed', orderId, refundId, 'customer')
      await toCustomer(known, key, refundStuck(known, refundAmount(known, refundId)))
    },

    /** To the owner. */
    async refundFailed({ orderId, refundId }: AboutRefund): Promise<void> {
      const known = await know(orderId)
      const letter = refundFailed(known, refundAmount(known, refundId))
      await toOwner(known, mailKey('refund.failed', orderId, refundId), letter)
    },

    /** To the owner: the customer knows, for it is they who went to their bank. */
    async disputeOpened({ orderId, disputeId, isInquiry, reason }: AboutDispute): Promise<void> {
      const known = await know(orderId)
      const { amountMinor, currency, dueBy } = await repository.findDispute(db.pool, disputeId)
      const amount = money(amountMinor, currency)
      const letter = disputeOpened(known, { amount, reason, isInquiry, dueBy })
      const key = mailKey('dispute.opened', orderId, disputeId, isInquiry ? 'inquiry' : 'claim')
      await toOwner(known, key, letter)
    },

    /** Nothing is written once the order is paid after all, or has ended. */
    async paymentFailed(orderId: string): Promise<void> {
      const known = await know(orderId)
      const { status, paymentStatus } = known.order
      if (status !== 'awaiting_payment' || paymentStatus !== 'failed') return
      const attempt = String(lastFailedAttempt(known.record.payments))
      await toCustomer(known, mailKey('payment.failed', orderId, attempt), paymentFailed(known))
    },

    /** Nothing is written once the bank has answered. */
    async paymentProcessing(orderId: string): Promise<void> {
      const known = await know(orderId)
      if (known.order.paymentStatus !== 'processing') return
      const attempt = String(Math.max(0, ...known.record.payments.map((p) => p.attempt)))
      const key = mailKey('payment.processing', orderId, attempt)
      await toCustomer(known, key, paymentProcessing(known))
    },

    /** One mail for each payment that goes back for that reason. */
    async paymentCameTooLate(orderId: string, reason: string): Promise<void> {
      const known = await know(orderId)
      for (const { id, amountMinor, currency } of refundsBecause(known.record.refunds, reason)) {
        const key = mailKey('payment.came_too_late', orderId, id)
        await toCustomer(known, key, paymentTooLate(known, money(amountMinor, currency)))
      }
    },

    /** To the owner: somebody paid and gets nothing, which more of would mean that units are held for too short a time. */
    async ownerPaymentCameTooLate(orderId: string, reason: string): Promise<void> {
      const known = await know(orderId)
      for (const { id, amountMinor, currency } of refundsBecause(known.record.refunds, reason)) {
        const key = mailKey('payment.came_too_late', orderId, id, 'owner')
        await toOwner(
          known,
          key,
          paymentWentBack(known, { amount: money(amountMinor, currency), reason }),
        )
      }
    },

    /** To the owner: at most one a day, for whatever went wrong once may go wrong with every event. */
    async webhookParked(event: ParkedEvent): Promise<void> {
      const shop = await settings.view()
      const key = `webhook.parked:${clock.now().toISOString().slice(0, 10)}`
      await post({ key, orderId: null, to: shop.email, letter: webhookParked(event), shop })
    },

    /** Only while the payment itself is in doubt: a placed order is looked at for reasons that are not for its customer. */
    async paymentChecked(orderId: string): Promise<void> {
      const known = await know(orderId)
      const { status, needsReview } = known.record
      if (!needsReview || (status !== 'awaiting_payment' && status !== 'expired')) return
      const key = mailKey('order.needs_review', orderId, 'customer')
      await toCustomer(known, key, paymentChecked(known))
    },

    /** To the owner. */
    async orderNeedsReview(orderId: string, reason: string): Promise<void> {
      const known = await know(orderId)
      const key = mailKey('order.needs_review', orderId, reason)
      await toOwner(known, key, orderNeedsReview(known, reason))
    },

    /** Each request is answered by a mail of its own. */
    async orderLinkRequested(orderId: string, requestedAt: string): Promise<void> {
      const known = await know(orderId)
      const key = mailKey('order.link_requested', orderId, requestedAt)
      await toCustomer(known, key, orderLink(known))
    },
  }
}

function parcelOf({ order }: Known, fulfilmentId: string): FulfilmentView {
  const parcel = order.fulfilments.find(({ id }) => id === fulfilmentId)
  if (!parcel) throw new Error(`A mail about a parcel that is not there: ${fulfilmentId}`)
  return parcel
}

function refundAmount({ record }: Known, refundId: string) {
  const refund = record.refunds.find(({ id }) => id === refundId)
  if (!refund) throw new Error(`A mail about a refund that is not there: ${refundId}`)
  return money(refund.amountMinor, refund.currency)
}
