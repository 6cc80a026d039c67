import type { AdminOrderView } from '#web/api/admin-orders.ts'
import { formatMoment } from '#web/lib/format.ts'

/** What happened to the order, the latest first, in the words its customer reads too; disputes and suspicions are for staff. */
export function Timeline({ order }: { readonly order: AdminOrderView }) {
  return (
    <>
      <h2 className="text-lg">What happened</h2>
      <p className="mb-4 text-sm text-muted">
        In the words the customer reads. Disputes and suspicions only staff see.
      </p>
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
    </>
  )
}
