import { z } from 'zod'

import { type Job, job } from '#platform/job.ts'

import type { Notifications } from './service.ts'

const id = z.uuid()
const AboutOrder = z.object({ orderId: id })
const AboutParcel = z.object({ orderId: id, fulfilmentId: id })
const AboutRefund = z.object({ orderId: id, refundId: id })
const AboutReason = z.object({ orderId: id, reason: z.string() })

/**
 * What is told by mail, and on which fact. An order that expired is told on its page and not by mail: nothing was paid, nobody
 * has shown that the address is theirs, and a mail for every checkout left open would let anybody write to anybody through us.
 */
export const notificationJobs = (notifications: Notifications): readonly Job[] => [
  ...aboutOrders(notifications),
  ...aboutParcels(notifications),
  ...aboutMoney(notifications),
]

const aboutOrders = (notifications: Notifications): readonly Job[] => [
  job(
    { name: 'notifications.order-placed', on: 'order.placed' },
    AboutOrder,
    async ({ orderId }) => await notifications.orderPlaced(orderId),
  ),
  job(
    { name: 'notifications.order-cancelled', on: 'order.cancelled' },
    z.object({ orderId: id, wasPaid: z.boolean() }),
    async ({ orderId, wasPaid }) => await notifications.orderCancelled(orderId, wasPaid),
  ),
  job(
    { name: 'notifications.order-needs-review', on: 'order.needs_review' },
    AboutReason,
    async ({ orderId, reason }) => await notifications.orderNeedsReview(orderId, reason),
  ),
  job(
    { name: 'notifications.payment-checked', on: 'order.needs_review' },
    AboutOrder,
    async ({ orderId }) => await notifications.paymentChecked(orderId),
  ),
  job(
    { name: 'notifications.order-link', on: 'order.link_requested' },
    z.object({ orderId: id, requestedAt: z.iso.datetime() }),
    async ({ orderId, requestedAt }) =>
      await notifications.orderLinkRequested(orderId, requestedAt),
  ),
]

const aboutParcels = (notifications: Notifications): readonly Job[] => [
  job(
    { name: 'notifications.order-sent', on: 'order.sent' },
    AboutParcel,
    async (parcel) => await notifications.orderSent(parcel),
  ),
  job(
    { name: 'notifications.order-ready', on: 'order.ready_for_collection' },
    AboutParcel,
    async (parcel) => await notifications.orderReady(parcel),
  ),
  job(
    { name: 'notifications.order-collected', on: 'order.collected' },
    AboutParcel,
    async (parcel) => await notifications.orderCollected(parcel),
  ),
]

const aboutMoney = (notifications: Notifications): readonly Job[] => [
  job(
    { name: 'notifications.order-refunded', on: 'order.refunded' },
    AboutRefund,
    async (refund) => await notifications.orderRefunded(refund),
  ),
  job(
    { name: 'notifications.refund-failed', on: 'refund.failed' },
    AboutRefund,
    async (refund) => await notifications.refundFailed(refund),
  ),
  job(
    { name: 'notifications.refund-stuck', on: 'refund.failed' },
    AboutRefund,
    async (refund) => await notifications.refundStuck(refund),
  ),
  job(
    { name: 'notifications.dispute-opened', on: 'dispute.opened' },
    z.object({ orderId: id, disputeId: id, isInquiry: z.boolean(), reason: z.string() }),
    async (dispute) => await notifications.disputeOpened(dispute),
  ),
  job(
    { name: 'notifications.payment-failed', on: 'payment.failed' },
    AboutOrder,
    async ({ orderId }) => await notifications.paymentFailed(orderId),
  ),
  job(
    { name: 'notifications.payment-processing', on: 'payment.processing' },
    AboutOrder,
    async ({ orderId }) => await notifications.paymentProcessing(orderId),
  ),
  job(
    { name: 'notifications.payment-strayed', on: 'payment.strayed' },
    z.object({ sessionId: z.string() }),
    async ({ sessionId }) => await notifications.paymentStrayed(sessionId),
  ),
  job(
    { name: 'notifications.payment-too-late', on: 'payment.came_too_late' },
    AboutReason,
    async ({ orderId, reason }) => await notifications.paymentCameTooLate(orderId, reason),
  ),
  job(
    { name: 'notifications.owner-payment-too-late', on: 'payment.came_too_late' },
    AboutReason,
    async ({ orderId, reason }) => await notifications.ownerPaymentCameTooLate(orderId, reason),
  ),
  job(
    { name: 'notifications.webhook-parked', on: 'webhook.parked' },
    z.object({ eventId: z.string(), type: z.string(), why: z.string() }),
    async (event) => await notifications.webhookParked(event),
  ),
]
