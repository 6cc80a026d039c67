import type { OrderView } from '#web/api/orders.ts'
import { formatMoment } from '#web/lib/format.ts'

/** What happened to the order, the latest first. */
export function Timeline({ order }: { readonly order: OrderView }) {
  return (
    <ol className="timeline">
      {order.timeline.toReversed().map(({ at, event, detail }) => (
        <li key={`${at} ${event}`}>
          <p>{detail}</p>
          <time dateTime={at} className="text-sm text-muted">
            {formatMoment(at)}
          </time>
        </li>
      ))}
    </ol>
  )
}
