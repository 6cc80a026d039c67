import type { OrderView } from '#features/orders/contract.ts'
import type { Option } from '#platform/contract.ts'
import { formatMoney } from '#platform/money.ts'

export interface TotalRow {
  readonly name: string
  readonly amount: string
  readonly weight: 'plain' | 'strong' | 'quiet'
}

export interface BillLine {
  readonly title: string
  readonly options: readonly Option[]
  /** "2 × £12.50"; a gift says so instead. */
  readonly detail: string
  /** Before any discount: that has rows of its own. */
  readonly amount: string
}

/** What was bought and given, line by line. */
export const billLines = ({ lines }: OrderView): readonly BillLine[] =>
  lines.map(({ title, options, quantity, unitPrice, isGift }) => ({
    title,
    options,
    detail: isGift ? 'A gift with your order' : `${quantity} × ${formatMoney(unitPrice)}`,
    amount: isGift ? 'Free' : formatMoney({ ...unitPrice, minor: unitPrice.minor * quantity }),
  }))

/** What an order comes to, row by row. The tax is contained in the total, and is named after it. */
export function totalRows({ totals, delivery, promotions }: OrderView): readonly TotalRow[] {
  const { subtotal, delivery: carriage, tax, total } = totals
  const row = (name: string, amount: string, weight: TotalRow['weight'] = 'plain'): TotalRow => ({
    name,
    amount,
    weight,
  })
  return [
    row('Subtotal', formatMoney(subtotal)),
    ...promotions
      .filter(({ kind, discount }) => kind !== 'free_delivery' && discount.minor > 0)
      .map(({ name, code, discount }) =>
        row(code === null ? name : `${name} (${code})`, `−${formatMoney(discount)}`),
      ),
    row(delivery.label, carriage.minor === 0 ? 'Free' : formatMoney(carriage)),
    row('Total', formatMoney(total), 'strong'),
    ...(tax.minor > 0 ? [row('VAT, included in the total', formatMoney(tax), 'quiet')] : []),
  ]
}
