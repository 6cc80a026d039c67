import { lazy, Suspense, useState } from 'react'

import { type OrderKey, type OrderView, useCancelOrder, usePayAgain } from '#web/api/orders.ts'
import { formatMoney } from '#web/lib/format.ts'
import { paths } from '#web/lib/paths.ts'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { toast } from '#web/ui/toasts.ts'

const Dialog = lazy(async () => ({ default: (await import('#web/ui/Dialog.tsx')).Dialog }))

interface OrderActionsProps {
  readonly order: OrderView
  readonly orderKey: OrderKey
  /** While the payment is being asked about, paying again would be too soon. */
  readonly confirming: boolean
}

/** What its customer can do about an order now. */
export function OrderActions({ order, orderKey, confirming }: OrderActionsProps) {
  const pay = usePayAgain(orderKey)
  const payNow = () => {
    pay.mutate(undefined, {
      onSuccess: ({ paymentUrl }) => {
        if (paymentUrl !== null) location.assign(paymentUrl)
      },
    })
  }
  const { canPay, canCancel, status, totals } = order

  return (
    <div className="flex flex-col items-start gap-3">
      {pay.error && (
        <Notice tone="attention" role="alert">
          {pay.error.message}
        </Notice>
      )}
      <div className="flex flex-wrap gap-3">
        {canPay && (
          <Button
            size="lg"
            busy={pay.isPending || confirming || Boolean(pay.data?.paymentUrl)}
            onClick={payNow}
          >
            Pay {formatMoney(totals.total)}
          </Button>
        )}
        {status === 'expired' && <LinkButton to={paths.basket}>Go to the basket</LinkButton>}
        {canCancel && !confirming && <Cancel order={order} orderKey={orderKey} />}
      </div>
    </div>
  )
}

function Cancel({ order, orderKey }: Omit<OrderActionsProps, 'confirming'>) {
  const [state, setState] = useState<'unopened' | 'open' | 'closed'>('unopened')
  const cancel = useCancelOrder(orderKey)
  const { totals, refunded, paymentStatus } = order
  const paid = paymentStatus === 'paid' || paymentStatus === 'partially_refunded'
  const left = { ...totals.total, minor: totals.total.minor - refunded.minor }
  const cancelIt = () => {
    cancel.mutate(undefined, {
      onSuccess: () => toast('The order is cancelled.'),
      onError: (error) => toast(error.message, { tone: 'problem' }),
      onSettled: () => setState('closed'),
    })
  }

  return (
    <>
      <Button tone="secondary" aria-haspopup="dialog" onClick={() => setState('open')}>
        Cancel the order
      </Button>
      {state !== 'unopened' && (
        <Suspense>
          <Dialog
            title={`Cancel order ${order.number}?`}
            open={state === 'open'}
            onClose={() => setState('closed')}
            footer={
              <>
                <Button tone="secondary" onClick={() => setState('closed')}>
                  Keep it
                </Button>
                <Button tone="danger" busy={cancel.isPending} onClick={cancelIt}>
                  Cancel the order
                </Button>
              </>
            }
          >
            <p>
              {paid
                ? `We send ${formatMoney(left)} back the way you paid. This cannot be undone, but you can order again while there is stock.`
                : 'The things go back on the shelf. This cannot be undone, but you can order again while there is stock.'}
            </p>
          </Dialog>
        </Suspense>
      )}
    </>
  )
}
