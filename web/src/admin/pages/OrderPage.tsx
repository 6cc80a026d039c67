import { useSuspenseQuery } from '@tanstack/react-query'
import { Printer } from 'lucide-react'
import { useParams } from 'react-router'

import { MoneyActions } from '#web/admin/orders/MoneyActions.tsx'
import { isAllGoingBack } from '#web/admin/orders/money.ts'
import { Customer, Delivery, Payments } from '#web/admin/orders/OrderFacts.tsx'
import { OrderLines } from '#web/admin/orders/OrderLines.tsx'
import { PackingSlip } from '#web/admin/orders/PackingSlip.tsx'
import { Papers } from '#web/admin/orders/Papers.tsx'
import { ParcelSteps } from '#web/admin/orders/ParcelSteps.tsx'
import { moneyBack, paymentStanding, standingInFull } from '#web/admin/orders/standing.ts'
import { Timeline } from '#web/admin/orders/Timeline.tsx'
import { AdminPage } from '#web/admin/parts/AdminPage.tsx'
import { BackLink } from '#web/admin/parts/BackLink.tsx'
import { NotYourPage } from '#web/admin/parts/NotYourPage.tsx'
import { inWords } from '#web/admin/parts/problem-words.ts'
import { adminPaths } from '#web/admin/paths.ts'
import { useMay } from '#web/admin/staff.ts'
import { type AdminOrderView, orderQuery, useResolveReview } from '#web/api/admin-orders.ts'
import { formatMoment } from '#web/lib/format.ts'
import { Button } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { StatusBadge } from '#web/ui/StatusBadge.tsx'

export function OrderPage() {
  const { id = '' } = useParams()
  // The key: what was being written about one order is not said about the next.
  return useMay('readOrders') ? <Order key={id} id={id} /> : <NotYourPage title="Order" />
}

function Order({ id }: { readonly id: string }) {
  const { data: order } = useSuspenseQuery(orderQuery(id))

  return (
    <>
      <div className="print:hidden">
        <AdminPage
          back={<BackLink to={adminPaths.orders()} label="Orders" />}
          title={`Order ${order.number}`}
          intro={<Intro order={order} />}
          action={!isGivenBackUnsent(order) && <PrintSlip />}
        >
          {order.needsReview && <Review order={order} />}
          <div className="detail-columns">
            <div className="flex min-w-0 flex-col gap-5">
              <ParcelSteps order={order} />
              <Card>
                <OrderLines order={order} />
              </Card>
              <Card>
                <Timeline order={order} />
              </Card>
            </div>
            <div className="flex min-w-0 flex-col gap-5">
              <Customer order={order} />
              <Delivery order={order} />
              <Payments order={order} />
              <Papers order={order} />
              <MoneyActions order={order} />
            </div>
          </div>
        </AdminPage>
      </div>
      <PackingSlip order={order} />
    </>
  )
}

/** Nothing is to be packed for it, so there is nothing to print either. */
const isGivenBackUnsent = (order: AdminOrderView): boolean =>
  order.fulfilmentStatus === 'unfulfilled' && isAllGoingBack(order)

function PrintSlip() {
  return (
    <Button tone="secondary" onClick={() => print()}>
      <Printer aria-hidden="true" />
      Print packing slip
    </Button>
  )
}

function Intro({ order }: { readonly order: AdminOrderView }) {
  const standing = standingInFull(order)
  const money = moneyBack(order) ?? paymentStanding(order.paymentStatus)

  return (
    <span className="flex flex-wrap items-center gap-2">
      <StatusBadge tone={standing.tone}>{standing.word}</StatusBadge>
      {money.word !== standing.word && <StatusBadge tone={money.tone}>{money.word}</StatusBadge>}
      <span>{formatMoment(order.placedAt ?? order.createdAt)}</span>
    </span>
  )
}

function Review({ order }: { readonly order: AdminOrderView }) {
  const toSend =
    order.status === 'placed' && order.fulfilmentStatus === 'unfulfilled' && !isAllGoingBack(order)
  const mayResolve = useMay('moveMoney')
  const resolve = useResolveReview(order.id)

  return (
    <div className="mb-5">
      <Notice tone="attention">
        <strong>Look into this order{toSend && ' before you send it'}.</strong>{' '}
        {order.reviewReason ?? 'Something about its payment does not add up.'}
        {mayResolve && (
          <div className="mt-3">
            <Button
              tone="secondary"
              busy={resolve.isPending}
              onClick={() => resolve.mutate(undefined)}
            >
              I have looked into it
            </Button>
          </div>
        )}
        {resolve.error && <p role="alert">{inWords(resolve.error)}</p>}
      </Notice>
    </div>
  )
}
