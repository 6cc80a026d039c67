import { readOptions } from '#features/catalogue/index.ts'
import { money } from '#platform/money.ts'

import type { AdminOrderView, RefundView } from './contract.ts'
import type { OrderRecord } from './whole-order.ts'

type Refund = OrderRecord['refunds'][number]
type Line = OrderRecord['lines'][number]

/** Whether its money is gone, or will be. */
const isGoing = ({ status }: Refund): boolean => status === 'pending' || status === 'succeeded'

/** What of a line's money went back or is on its way, and what of its units is on the shelf again. */
export function goneOf(
  { id, quantity }: Line,
  { status, refunds }: OrderRecord,
): { readonly units: number; readonly minor: number; readonly restocked: number } {
  const parts = refunds.flatMap((refund) =>
    refund.lines
      .filter(({ orderLineId }) => orderLineId === id)
      .map((part) => ({ ...part, isGoing: isGoing(refund) })),
  )
  const going = parts.filter((part) => part.isGoing)
  const restocked = parts.filter(({ isRestocked }) => isRestocked)
  return {
    units: sum(going, (part) => part.quantity),
    minor: sum(going, (part) => part.amountMinor),
    // What of a cancelled order had not come back came back then.
    restocked: status === 'cancelled' ? quantity : sum(restocked, (part) => part.quantity),
  }
}

/** A refund as its customer reads it. */
export function presentRefund(
  refund: Refund,
  { currency, lines, creditNotes }: OrderRecord,
): RefundView {
  const note = creditNotes.find(({ kind, refundId }) => kind === 'credit' && refundId === refund.id)
  return {
    id: refund.id,
    amount: money(refund.amountMinor, currency),
    status: refund.status,
    lines: lines.flatMap(({ id, title, options }) =>
      refund.lines
        .filter(({ orderLineId }) => orderLineId === id)
        .map(({ quantity, amountMinor }) => ({
          lineId: id,
          title,
          options: readOptions(options),
          quantity,
          amount: money(amountMinor, currency),
        })),
    ),
    delivery: money(refund.deliveryMinor, currency),
    reason: refund.isReasonTold && refund.reason !== '' ? refund.reason : null,
    creditNote: note?.number ?? null,
    createdAt: refund.createdAt.toISOString(),
  }
}

/** What can still go back of an order; units only of one that was placed. */
export function presentRefundable(order: OrderRecord): AdminOrderView['refundable'] {
  const { currency, payments, refunds, deliveryMinor, placedAt } = order
  const lefts = payments.map((payment) => payment.capturedMinor - payment.refundedMinor)
  const isDeliveryGone = refunds.some((refund) => isGoing(refund) && refund.deliveryMinor > 0)
  return {
    amount: money(Math.max(0, ...lefts), currency),
    delivery: money(isDeliveryGone || placedAt === null ? 0 : deliveryMinor, currency),
    lines: order.lines.map((line) => {
      const gone = goneOf(line, order)
      return {
        lineId: line.id,
        units: placedAt === null ? 0 : line.quantity - gone.units,
        refunded: money(gone.minor, currency),
        restockable: placedAt === null ? 0 : line.quantity - gone.restocked,
      }
    }),
  }
}

const sum = <T>(all: readonly T[], of: (one: T) => number): number =>
  all.reduce((total, one) => total + of(one), 0)
