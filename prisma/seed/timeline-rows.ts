import { newId } from '#platform/id.ts'
import { formatMoney, money } from '#platform/money.ts'

import type { Tables } from './bulk.ts'
import { minutesAfter } from './days.ts'
import { REFUND_MINUTES, refundAskedAt, refundedOf } from './money-rows.ts'
import type { Numbered } from './numbered-order.ts'
import { SHOP } from './shop.ts'

interface Entry {
  readonly at: Date
  readonly kind: string
  readonly detail?: Readonly<Record<string, string | null>>
}

/** The order's story, in the words its features use. */
export function writeTimeline(order: Numbered): readonly Tables['order_event'][] {
  const { id: orderId } = order
  return [...atCheckout(order), ...atTheEnd(order), ...onTheWay(order), ...refunded(order)]
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ at, kind, detail = {} }) => ({
      id: newId(at),
      orderId,
      kind,
      createdAt: at,
      detail: { ...detail },
    }))
}

function atCheckout({ at, placedAt, wasDeclined }: Numbered): readonly Entry[] {
  const reason = 'Your card has insufficient funds. Nothing was taken.'
  return [
    { at, kind: 'created' },
    ...(wasDeclined
      ? [{ at: minutesAfter(at, 0.6), kind: 'payment_declined', detail: { reason } }]
      : []),
    ...(placedAt ? [{ at: placedAt, kind: 'placed' }] : []),
  ]
}

function atTheEnd({ end }: Numbered): readonly Entry[] {
  if (!end) return []
  const { at, as: kind, reason } = end
  return [{ at, kind, ...(reason !== '' && { detail: { reason } }) }]
}

function onTheWay({ parcel, isCollected }: Numbered): readonly Entry[] {
  if (!parcel) return []
  const { packedAt, leftAt, collectedAt, carrier, trackingNumber } = parcel
  const left = isCollected
    ? { kind: 'ready_for_collection' }
    : { kind: 'sent', detail: { carrier, trackingNumber } }
  return [
    { at: packedAt, kind: 'packed' },
    ...(leftAt ? [{ at: leftAt, ...left }] : []),
    ...(collectedAt ? [{ at: collectedAt, kind: 'collected' }] : []),
  ]
}

function refunded(order: Numbered): readonly Entry[] {
  const askedAt = refundAskedAt(order)
  if (askedAt === null) return []
  const detail = { amount: formatMoney(money(refundedOf(order), SHOP.currency)) }
  return [
    // After the cancellation that asked for it.
    { at: minutesAfter(askedAt, 0.01), kind: 'refund_requested', detail },
    { at: minutesAfter(askedAt, REFUND_MINUTES), kind: 'refunded', detail },
  ]
}
