import { useWaitingOrder } from '#web/api/orders.ts'
import { formatTime } from '#web/lib/format.ts'
import { paths } from '#web/lib/paths.ts'
import { LinkButton } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'

/** The way back to an order that was checked out and left before it was paid; nothing when there is none. */
export function WaitingOrder() {
  const waiting = useWaitingOrder()
  if (!waiting) return null

  const { order, token } = waiting
  const until = order.expiresAt === null ? '' : ` until ${formatTime(order.expiresAt)}`
  return (
    <div className="my-4">
      <Notice>
        <p>
          Order {order.number} is waiting for your payment. The things in it are held for you{until}
          .
        </p>
        <LinkButton
          to={paths.order(order.id, token)}
          tone="secondary"
          size="sm"
          className="mt-2 bg-background"
        >
          Go to the order
        </LinkButton>
      </Notice>
    </div>
  )
}
