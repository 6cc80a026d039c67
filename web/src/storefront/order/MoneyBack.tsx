import { type OrderKey, type OrderView, paperPath } from '#web/api/orders.ts'
import { formatDay, formatMoney } from '#web/lib/format.ts'

interface OrderProps {
  readonly order: OrderView
  readonly orderKey: OrderKey
}

/** What went back and is going back, for what, in plain words. */
export function MoneyBack({ order, orderKey }: OrderProps) {
  const told = order.refunds.filter(({ status }) => status !== 'cancelled')
  if (told.length === 0) return null

  return (
    <>
      <h2 className="mt-10 mb-4 text-xl">Money back</h2>
      <ul className="divide-y divide-border">
        {told.map((refund) => (
          <li key={refund.id} className="py-3">
            <p className="flex justify-between gap-4 font-semibold">
              <span>{STATUS[refund.status]}</span>
              <span className="tabular-nums">{formatMoney(refund.amount)}</span>
            </p>
            <ul className="text-muted">
              {partsOf(refund, order).map((part) => (
                <li key={part} className="wrap-anywhere">
                  {part}
                </li>
              ))}
            </ul>
            {refund.reason !== null && <p className="wrap-anywhere">{refund.reason}</p>}
            <p className="text-sm text-muted">
              {formatDay(refund.createdAt)}. {HINT[refund.status]}
            </p>
            {refund.creditNote !== null && (
              <a
                href={paperPath(orderKey, `credit-notes/${refund.creditNote}`)}
                className="text-link underline"
              >
                Credit note (PDF)
              </a>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

type Refund = OrderView['refunds'][number]

const STATUS: Readonly<Record<Refund['status'], string>> = {
  pending: 'On its way back to you',
  succeeded: 'Sent back to you',
  failed: 'Did not go through',
  cancelled: 'Stopped',
}

const HINT: Readonly<Record<Refund['status'], string>> = {
  pending: 'It goes back the way you paid.',
  succeeded: 'Banks take 5 to 10 working days to show it.',
  failed: 'Your bank did not take it. We are looking into it and will be in touch.',
  cancelled: '',
}

/** "1 × Enamel mug, sage: £10.00"; nothing for a sum that is for the order as a whole. */
function partsOf({ lines, delivery }: Refund, order: OrderView): readonly string[] {
  return [
    ...lines.map(({ quantity, title, options, amount }) => {
      const what = [title, ...options.map(({ value }) => value)].join(', ')
      return `${quantity} × ${what}: ${formatMoney(amount)}`
    }),
    ...(delivery.minor > 0 ? [`${order.delivery.label}: ${formatMoney(delivery)}`] : []),
  ]
}
