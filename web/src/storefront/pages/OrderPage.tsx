import { useQuery } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'react-router'

import { ApiProblem } from '#web/api/client.ts'
import {
  type OrderKey,
  type OrderView,
  orderQuery,
  paperPath,
  paymentQuery,
} from '#web/api/orders.ts'
import { formatMoment } from '#web/lib/format.ts'
import { paths } from '#web/lib/paths.ts'
import { MoneyBack } from '#web/storefront/order/MoneyBack.tsx'
import { OrderActions } from '#web/storefront/order/OrderActions.tsx'
import { OrderLines } from '#web/storefront/order/OrderLines.tsx'
import { storyOf } from '#web/storefront/order/story.ts'
import { Timeline } from '#web/storefront/order/Timeline.tsx'
import { WhereTo } from '#web/storefront/order/WhereTo.tsx'
import { PageHead } from '#web/storefront/parts/PageHead.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { LinesSkeleton, Loading, Skeleton } from '#web/ui/Skeletons.tsx'
import { StatusBadge } from '#web/ui/StatusBadge.tsx'

/** An order as its customer sees it; also where the payment page leads back to. */
export function OrderPage() {
  const { id = '' } = useParams()
  const [params] = useSearchParams()
  const orderKey = { id, token: params.get('token') }
  const { data: order, error, refetch } = useQuery(orderQuery(orderKey))

  if (order) return <Order order={order} orderKey={orderKey} />
  if (isNoAddress(error)) return <NoSuchOrder />

  return (
    <div className="page py-8">
      <PageHead title="Your order" />
      <h1 tabIndex={-1} className="text-3xl">
        Your order
      </h1>
      {error ? (
        <ErrorState
          title="We could not fetch your order"
          hint={`${error.message} The order itself is safe with us.`}
          onRetry={() => void refetch()}
        />
      ) : (
        <OrderSkeleton />
      )}
    </div>
  )
}

/** An order's link that is cut short, or mistyped, may not even look like one (400) or be nobody's (404). */
function isNoAddress(error: Error | null): boolean {
  return error instanceof ApiProblem && (error.status === 400 || error.status === 404)
}

interface OrderProps {
  readonly order: OrderView
  readonly orderKey: OrderKey
}

function Order({ order, orderKey }: OrderProps) {
  const open = order.status === 'awaiting_payment' || order.paymentStatus === 'processing'
  const payment = useQuery({ ...paymentQuery(orderKey), enabled: open })
  const confirming = open && payment.isFetching
  const story = storyOf(order, { confirming, declined: payment.data?.declined ?? null })

  return (
    <div className="page py-8">
      <PageHead title={`Order ${order.number}`} />
      <p className="text-muted">
        Order {order.number}, {formatMoment(order.createdAt)}
      </p>
      <div aria-live="polite" className="mt-2 flex flex-col items-start gap-2">
        <StatusBadge tone={story.tone}>{story.word}</StatusBadge>
        <h1 tabIndex={-1} className="text-3xl">
          {story.title}
        </h1>
        <p className="measure text-lg wrap-anywhere">{story.text}</p>
      </div>
      {payment.error && (
        <div className="mt-4">
          <Notice tone="attention" role="alert">
            <p>
              We could not ask about the payment just now. {payment.error.message} If you have paid,
              it is safe.
            </p>
            <Button
              tone="secondary"
              size="sm"
              className="mt-2"
              onClick={() => void payment.refetch()}
            >
              Ask again
            </Button>
          </Notice>
        </div>
      )}
      <div className="mt-5">
        <OrderActions order={order} orderKey={orderKey} confirming={confirming} />
      </div>
      <div className="mt-10 grid grid-cols-1 items-start gap-8 lg:grid-cols-3">
        <section aria-label="What you bought" className="lg:col-span-2">
          <OrderLines order={order} />
          {order.invoice && (
            <p className="mt-3 text-end">
              <a href={paperPath(orderKey, 'invoice')} className="text-link underline">
                Invoice (PDF)
              </a>
            </p>
          )}
          <MoneyBack order={order} orderKey={orderKey} />
          <h2 className="mt-10 mb-4 text-xl">What happened</h2>
          <Timeline order={order} />
        </section>
        <Card>
          <WhereTo order={order} />
        </Card>
      </div>
    </div>
  )
}

/** The same for a wrong link and for someone else's order. */
function NoSuchOrder() {
  return (
    <div className="page py-12">
      <PageHead title="Order not found" />
      <h1 tabIndex={-1} className="text-3xl">
        We cannot show this order
      </h1>
      <p className="measure mt-3 text-lg text-muted">
        The link may be cut short. With the order number and your e-mail address we send you a whole
        one.
      </p>
      <LinkButton to={paths.orderLookup} className="mt-6">
        Find my order
      </LinkButton>
    </div>
  )
}

function OrderSkeleton() {
  return (
    <div className="mt-4">
      <Loading what="your order" />
      <Skeleton className="h-6 w-28" />
      <Skeleton className="mt-3 mb-8 h-6 w-3/5" />
      <LinesSkeleton />
    </div>
  )
}
