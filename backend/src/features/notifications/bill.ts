import type { OrderView } from '#features/orders/contract.ts'
import { formatMoney } from '#platform/money.ts'

export interface TotalRow {
  readonly name: string
  readonly amount: string
  readonly weight: 'plain' | 'strong' | 'quiet'
}

/** What an order comes to, row by row. The tax is contained in the total, and is named after it. */
export function totalRows({ totals, delivery }: OrderView): readonly TotalRow[] {
  const { subtotal, discount, delivery: carriage, tax, total } = totals
  const row = (name: string, amount: string, weight: TotalRow['weight'] = 'plain'): TotalRow => ({
    name,
    amount,
    weight,
  })
  return [
    row('Subtotal', formatMoney(subtotal)),
    ...(discount.minor > 0 ? [row('Discount', `−${formatMoney(discount)}`)] : []),
    row(delivery.label, carriage.minor === 0 ? 'Free' : formatMoney(carriage)),
    row('Total', formatMoney(total), 'strong'),
    ...(tax.minor > 0 ? [row('VAT, included in the total', formatMoney(tax), 'quiet')] : []),
  ]
}
