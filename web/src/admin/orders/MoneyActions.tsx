import { useState } from 'react'

import { useMay } from '#web/admin/staff.ts'
import { type AdminOrderView, useCancelOrder } from '#web/api/admin-orders.ts'
import { formatMoney } from '#web/lib/format.ts'
import { Button } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { toast } from '#web/ui/toasts.ts'

import { leftToRefund, whyNoCancelling, whyNoRefund } from './money.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { RefundDialog } from './RefundDialog.tsx'

interface OrderProps {
  readonly order: AdminOrderView
}

/** What gives money back. Each asks once and says what cannot be undone; where it is not possible, why not. */
export function MoneyActions({ order }: OrderProps) {
  const mayMoveMoney = useMay('moveMoney')
  const isOver = order.status === 'cancelled' || order.status === 'expired'
  // A refund that failed leaves something to give back, even of an order that is over.
  if (!mayMoveMoney || (isOver && whyNoRefund(order) !== null)) return null

  return (
    <Card>
      <h2 className="mb-3 text-lg">If something is wrong</h2>
      <div className="flex flex-col items-stretch gap-4">
        <Refund order={order} />
        {!isOver && <Cancel order={order} />}
      </div>
    </Card>
  )
}

function Refund({ order }: OrderProps) {
  const [asking, setAsking] = useState(false)
  const why = whyNoRefund(order)

  return (
    <div>
      <Button tone="secondary" wide disabled={why !== null} onClick={() => setAsking(true)}>
        Refund
      </Button>
      <p className="mt-1 text-sm text-muted">{why ?? whatStays(order)}</p>
      {asking && <RefundDialog order={order} onClose={() => setAsking(false)} />}
    </div>
  )
}

function Cancel({ order }: OrderProps) {
  const cancel = useCancelOrder(order.id)
  const [asking, setAsking] = useState(false)
  const why = whyNoCancelling(order)
  const back = leftToRefund(order)
  const action = back.minor > 0 ? `Cancel and refund ${formatMoney(back)}` : 'Cancel the order'
  const close = () => {
    setAsking(false)
    cancel.reset()
  }

  return (
    <div>
      <Button tone="danger" wide disabled={why !== null} onClick={() => setAsking(true)}>
        {why === null ? action : 'Cancel the order'}
      </Button>
      {why !== null && <p className="mt-1 text-sm text-muted">{why}</p>}
      <ReasonDialog
        title={`Cancel order ${order.number}?`}
        action={action}
        reasonHelp="The customer reads it on the order’s page and in the mail."
        open={asking}
        busy={cancel.isPending}
        error={cancel.error}
        onClose={close}
        onConfirm={(reason) =>
          cancel.mutate(
            { reason },
            {
              onSuccess: () => {
                close()
                toast(`Order ${order.number} is cancelled.`)
              },
            },
          )
        }
      >
        <p>
          {back.minor > 0 && `${formatMoney(back)} goes back to ${order.name}. `}The units go back
          on the shelf, and {order.name} gets a mail.
        </p>
        <p className="mt-2 font-semibold">A cancelled order cannot be taken up again.</p>
      </ReasonDialog>
    </div>
  )
}

function whatStays({ status, fulfilmentStatus }: AdminOrderView): string {
  return status === 'placed' && fulfilmentStatus === 'unfulfilled'
    ? 'All of it, or a part: units, delivery, a sum. To give up the whole order, cancel it instead.'
    : 'All of it, or a part: units, delivery, a sum. The order itself stays as it is.'
}
