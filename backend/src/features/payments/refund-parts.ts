import { spread } from '#features/pricing/index.ts'

import {
  deliveryRefunded,
  lineUnknown,
  refundOfNothing,
  unitsRefunded,
  unitsRestocked,
} from './rules.ts'

/** A line of an order, and how much of it has gone back. Amounts in minor units. */
export interface RefundableLine {
  readonly id: string
  readonly variantId: string
  readonly quantity: number
  readonly totalMinor: number
  readonly taxMinor: number
  /** Units whose money went back or is on its way, and how much that is. */
  readonly refunded: number
  readonly refundedMinor: number
  /** Units that are back on the shelf. */
  readonly restocked: number
}

export interface Refundable {
  readonly lines: readonly RefundableLine[]
  /** What is left of the delivery charge to give back. */
  readonly deliveryMinor: number
}

/** What somebody wants to give back; nothing of it means all that is left. */
export interface WantedRefund {
  readonly lines: readonly {
    readonly lineId: string
    readonly quantity: number
    readonly restock: boolean
  }[]
  readonly delivery: boolean
  /** A sum beside the lines and the delivery. */
  readonly amountMinor: number
}

/** What a refund is for. */
export interface RefundParts {
  readonly lines: readonly RefundPart[]
  readonly deliveryMinor: number
}

export interface RefundPart {
  readonly lineId: string
  readonly variantId: string
  readonly quantity: number
  readonly amountMinor: number
  readonly taxMinor: number
  readonly isRestocked: boolean
}

export const NO_PARTS: RefundParts = { lines: [], deliveryMinor: 0 }

/**
 * What so many more units of a line are worth, as they were bought. The first units carry the odd pennies, so that all of them, one by
 * one or at once, come to the line's total, whichever refund of one failed in between.
 */
export function worthOf(
  line: Pick<RefundableLine, 'quantity' | 'totalMinor' | 'refunded' | 'refundedMinor'>,
  quantity: number,
): number {
  const units = line.refunded + quantity
  const evenly = Math.floor(line.totalMinor / line.quantity)
  const upTo = units * evenly + Math.min(units, line.totalMinor % line.quantity)
  return Math.max(0, upTo - line.refundedMinor)
}

/** The tax in the next so much of a line, so that all its parts hold just the line's tax. */
function taxIn(line: RefundableLine, amountMinor: number): number {
  const upTo = (minor: number): number => {
    if (line.totalMinor === 0) return 0
    const [tax, part, whole] = [line.taxMinor, minor, line.totalMinor].map(BigInt)
    if (tax === undefined || part === undefined || whole === undefined) return 0
    return Number((2n * tax * part + whole) / (2n * whole))
  }
  const before = Math.min(line.refundedMinor, line.totalMinor)
  const after = Math.min(before + amountMinor, line.totalMinor)
  return Math.max(0, upTo(after) - upTo(before))
}

/**
 * Prices what was chosen. @returns the parts and their sum with the amount beside them.
 * @throws lineUnknown; unitsRefunded; unitsRestocked; deliveryRefunded; refundOfNothing.
 */
export function choose(
  order: Refundable,
  wanted: WantedRefund,
): RefundParts & { readonly amountMinor: number } {
  const lines = wanted.lines.map(({ lineId, quantity, restock }) => {
    const line = order.lines.find(({ id }) => id === lineId)
    if (!line) throw lineUnknown('The order has no such line. Nothing was refunded.', { lineId })
    assertLeft(line, quantity, restock)
    return partOf(line, { quantity, amountMinor: worthOf(line, quantity), isRestocked: restock })
  })
  if (wanted.delivery && order.deliveryMinor === 0) {
    throw deliveryRefunded('The delivery has gone back already, or was free. Nothing was refunded.')
  }
  const deliveryMinor = wanted.delivery ? order.deliveryMinor : 0
  const amountMinor = sumOf(lines) + deliveryMinor + wanted.amountMinor
  if (amountMinor === 0) {
    throw refundOfNothing(
      'What was chosen cost nothing, so there is nothing to give back. To put units back on the shelf, adjust their stock.',
    )
  }
  return { lines, deliveryMinor, amountMinor }
}

function assertLeft(line: RefundableLine, quantity: number, restock: boolean): void {
  const { id: lineId } = line
  const left = line.quantity - line.refunded
  if (quantity > left) {
    throw unitsRefunded(
      left === 0
        ? 'The money for all units of a line has gone back already. Nothing was refunded.'
        : `Only ${left} of a line can still be refunded. Nothing was refunded.`,
      { lineId, left },
    )
  }
  const toRestock = line.quantity - line.restocked
  if (restock && quantity > toRestock) {
    throw unitsRestocked(
      toRestock === 0
        ? 'All units of a line are back on the shelf already: refund them without putting them back. Nothing was refunded.'
        : `Only ${toRestock} of a line can still be put back on the shelf. Nothing was refunded.`,
      { lineId, left: toRestock },
    )
  }
}

/**
 * All that is left of an order, for a sum that may be another than what its lines and delivery come to, because of what went back for
 * no line: what is less is spread over them, and what is more is for none of them.
 */
export function everything(order: Refundable, leftMinor: number): RefundParts {
  const open = order.lines.filter((line) => line.refunded < line.quantity)
  const worths = open.map((line) => worthOf(line, line.quantity - line.refunded))
  const values = [...worths, order.deliveryMinor]
  const allMinor = values.reduce((sum, value) => sum + value, 0)
  const amounts = leftMinor < allMinor ? spread(leftMinor, values) : values
  return {
    lines: open.map((line, at) =>
      partOf(line, {
        quantity: line.quantity - line.refunded,
        amountMinor: amounts[at] ?? 0,
        isRestocked: false,
      }),
    ),
    deliveryMinor: amounts.at(-1) ?? 0,
  }
}

function partOf(
  line: RefundableLine,
  part: Pick<RefundPart, 'quantity' | 'amountMinor' | 'isRestocked'>,
): RefundPart {
  const { id: lineId, variantId } = line
  return { lineId, variantId, ...part, taxMinor: taxIn(line, part.amountMinor) }
}

const sumOf = (parts: readonly RefundPart[]): number =>
  parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
