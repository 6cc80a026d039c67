import type { Money } from '#platform/money.ts'
import { parseAmount } from '#web/admin/products/amount.ts'
import type { AdminOrderView, RefundRequest } from '#web/api/admin-orders.ts'
import { formatMoney } from '#web/lib/format.ts'

/** What somebody is choosing to give back. */
export interface RefundDraft {
  /** All that is left, whatever it is for. */
  readonly everything: boolean
  /** By line; what is not there is none. */
  readonly units: Readonly<Record<string, number>>
  readonly restock: Readonly<Record<string, boolean>>
  readonly delivery: boolean
  /** As it was typed. */
  readonly other: string
}

export const NOTHING_CHOSEN: RefundDraft = {
  everything: false,
  units: {},
  restock: {},
  delivery: false,
  other: '',
}

type Order = Pick<AdminOrderView, 'lines' | 'refundable' | 'totals'>

/** A line of which something can still go back. */
export interface RefundLine {
  readonly id: string
  readonly title: string
  readonly options: string
  /** Units that can still be refunded. */
  readonly left: number
  /** Units that can still be put back on the shelf. */
  readonly restockable: number
  readonly quantity: number
  readonly total: Money
  readonly refunded: Money
}

export function refundLines({ lines, refundable }: Order): readonly RefundLine[] {
  return lines.flatMap((line) => {
    const left = refundable.lines.find(({ lineId }) => lineId === line.id)
    if (!left || left.units === 0) return []
    const { id, title, options, quantity, total } = line
    return [
      {
        id,
        title,
        options: options.map(({ value }) => value).join(', '),
        quantity,
        total,
        left: left.units,
        restockable: left.restockable,
        refunded: left.refunded,
      },
    ]
  })
}

/** What so many more units of a line are worth: the shop reckons the same, the odd pennies go with the first units. */
export function worthOf(
  { quantity, total, left, refunded }: Omit<RefundLine, 'id' | 'title' | 'options' | 'restockable'>,
  units: number,
): number {
  const upTo = quantity - left + units
  const evenly = Math.floor(total.minor / quantity)
  return Math.max(0, upTo * evenly + Math.min(upTo, total.minor % quantity) - refunded.minor)
}

export interface RefundSum {
  readonly amount: Money
  /** What is wrong with the other amount as it was typed. */
  readonly otherFault: string | undefined
  /** Why it cannot be refunded like this; null when it can. */
  readonly why: string | null
}

/** What a draft comes to, and whether it can be. */
export function sumOf(order: Order, draft: RefundDraft): RefundSum {
  const { amount: left, delivery } = order.refundable
  const { currency } = left
  if (draft.everything) return { amount: left, otherFault: undefined, why: null }
  const typed = draft.other.trim() === '' ? { minor: 0 } : parseAmount(draft.other, currency)
  const lines = refundLines(order).reduce(
    (sum, line) => sum + worthOf(line, draft.units[line.id] ?? 0),
    0,
  )
  const minor = lines + (draft.delivery ? delivery.minor : 0) + (typed.minor ?? 0)
  return {
    amount: { minor, currency },
    otherFault: typed.fault,
    why: typed.fault === undefined ? whyNot(minor, left) : 'The other amount has to be corrected.',
  }
}

function whyNot(minor: number, left: Money): string | null {
  if (minor === 0) return 'Choose what goes back.'
  if (minor <= left.minor) return null
  return `That is ${formatMoney({ ...left, minor: minor - left.minor })} more than is left.`
}

/** The draft as the shop takes it. */
export function requestOf(
  order: Order,
  draft: RefundDraft,
): Pick<RefundRequest, 'lines' | 'delivery' | 'amountMinor'> {
  if (draft.everything) return { lines: [], delivery: false, amountMinor: 0 }
  const { currency } = order.refundable.amount
  const lines = refundLines(order)
    .map(({ id: lineId, restockable }) => {
      const quantity = draft.units[lineId] ?? 0
      return {
        lineId,
        quantity,
        restock: draft.restock[lineId] === true && quantity <= restockable,
      }
    })
    .filter(({ quantity }) => quantity > 0)
  const other = draft.other.trim() === '' ? 0 : (parseAmount(draft.other, currency).minor ?? 0)
  return { lines, delivery: draft.delivery, amountMinor: other }
}
