import type { Tables } from './bulk.ts'
import { refundedOf } from './money-rows.ts'
import type { Numbered } from './numbered-order.ts'

export interface ReturnedRows {
  readonly refundLines: readonly Tables['refund_line'][]
  readonly tallies: readonly Tables['order_line_tally'][]
}

const NOTHING: ReturnedRows = { refundLines: [], tallies: [] }

/** What of an order's lines went back: all units of one that was cancelled, to the shelf, or the one unit that was refunded. */
export function writeReturned(
  order: Numbered,
  lines: readonly Tables['order_line'][],
  refunds: readonly Tables['refund'][],
): ReturnedRows {
  const { placedAt, end, refund } = order
  const [first] = lines
  if (placedAt === null) return NOTHING
  if (end) return { refundLines: [], tallies: lines.map(restocked) }
  const isUnit = refund?.part === 'some' && first?.unitPriceMinor === refundedOf(order)
  const refundId = refunds[0]?.id
  return isUnit && refundId !== undefined ? refundedUnit(first, refundId) : NOTHING
}

const restocked = ({ id, quantity }: Tables['order_line']): Tables['order_line_tally'] => ({
  orderLineId: id,
  bought: quantity,
  refunded: 0,
  refundedMinor: 0,
  restocked: quantity,
})

function refundedUnit(line: Tables['order_line'], refundId: string): ReturnedRows {
  const { id: orderLineId, quantity, unitPriceMinor: amountMinor, totalMinor, taxMinor } = line
  const tally = { orderLineId, bought: quantity, refunded: 1, refundedMinor: amountMinor }
  return {
    refundLines: [
      {
        refundId,
        orderLineId,
        quantity: 1,
        amountMinor,
        taxMinor: Math.round((taxMinor * amountMinor) / totalMinor),
        isRestocked: false,
      },
    ],
    tallies: [{ ...tally, restocked: 0 }],
  }
}
