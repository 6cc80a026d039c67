import { useState } from 'react'

import { inWords } from '#web/admin/parts/problem-words.ts'
import { useMay, useStaff } from '#web/admin/staff.ts'
import {
  type AdminOrderView,
  type FulfilmentView,
  useMarkCollected,
  useMarkReady,
  usePackOrder,
} from '#web/api/admin-orders.ts'
import { formatMoment } from '#web/lib/format.ts'
import { Button } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { toast } from '#web/ui/toasts.ts'

import { isAllGoingBack, whyNoPacking, whyNothingToSend } from './money.ts'
import { SendDialog } from './SendDialog.tsx'

interface OrderProps {
  readonly order: AdminOrderView
}

interface ParcelProps extends OrderProps {
  readonly parcel: FulfilmentView
}

/** The next thing to do with the parcel; nothing where there is none. */
export function ParcelSteps({ order }: OrderProps) {
  const mayMove = useMay('moveParcels')
  const { role } = useStaff()
  const step = stepOf(order)

  if (!step) return null
  return (
    <Card>
      <h2 className="mb-1 text-lg">What is next</h2>
      {mayMove ? (
        step
      ) : (
        <p className="text-muted">
          Packing and sending are not part of the role “{role}”, so there is nothing for you to do
          here.
        </p>
      )}
    </Card>
  )
}

function stepOf(order: AdminOrderView) {
  if (order.status !== 'placed') return null
  const packed = order.fulfilments.find(({ status }) => status === 'packed')
  const ready = order.fulfilments.find(({ status }) => status === 'ready')

  if (ready) return <Collected order={order} parcel={ready} />
  const why = toSend(order) ? whyNothingToSend(order) : null
  if (why !== null) return <NothingToSend why={why} packed={packed !== undefined} />
  if (packed?.kind === 'delivery') return <Send order={order} parcel={packed} />
  if (packed) return <Ready order={order} parcel={packed} />
  return toSend(order) ? <Pack order={order} /> : null
}

const toSend = ({ fulfilmentStatus }: AdminOrderView): boolean =>
  fulfilmentStatus === 'unfulfilled' || fulfilmentStatus === 'partially_fulfilled'

function NothingToSend({ why, packed }: { readonly why: string; readonly packed: boolean }) {
  const mayMoveMoney = useMay('moveMoney')
  const who = mayMoveMoney ? 'Cancel the order' : 'A manager can cancel the order'

  return (
    <p className="measure">
      <strong>{why}</strong> {packed && 'Take the things out of the parcel again. '}
      {who}, and its units go back on the shelf.
    </p>
  )
}

interface StepProps {
  readonly says: string
  readonly action: string
  readonly busy?: boolean
  readonly error?: Error | null
  readonly onAct: () => void
}

/** A sentence, and the button that makes it true. */
function Step({ says, action, busy = false, error = null, onAct }: StepProps) {
  return (
    <div className="flex flex-col gap-4">
      <p className="measure">{says}</p>
      {error && (
        <Notice tone="attention" role="alert">
          {inWords(error)} The order is shown as it is now.
        </Notice>
      )}
      <div>
        <Button busy={busy} onClick={onAct}>
          {action}
        </Button>
      </div>
    </div>
  )
}

function Pack({ order }: OrderProps) {
  const pack = usePackOrder(order.id)
  const said = { onSuccess: () => toast(`Order ${order.number} is packed.`) }
  const why = whyNoPacking(order)

  if (why !== null) return <p className="measure">{why}</p>
  return (
    <Step
      says={`It is paid. Put everything below into the parcel${order.lines.some(({ refundedUnits }) => refundedUnits > 0) ? ' but what is refunded' : ''}, then mark it as packed.`}
      action="Mark as packed"
      busy={pack.isPending}
      error={pack.error}
      onAct={() => pack.mutate(undefined, said)}
    />
  )
}

function Send({ order, parcel }: ParcelProps) {
  const [asking, setAsking] = useState(false)

  return (
    <>
      <Step
        says={`Packed ${formatMoment(parcel.packedAt)}. Once it has left, mark it as sent: ${order.name} then gets a mail with the tracking number.`}
        action="Mark as sent"
        onAct={() => setAsking(true)}
      />
      <SendDialog order={order} parcel={parcel} open={asking} onClose={() => setAsking(false)} />
    </>
  )
}

function Ready({ order, parcel }: ParcelProps) {
  const ready = useMarkReady(order.id)
  const said = { onSuccess: () => toast(`${order.name} has been told that it is ready.`) }

  return (
    <Step
      says={`Packed ${formatMoment(parcel.packedAt)}. Put it behind the counter; ${order.name} then gets a mail that it is ready.`}
      action="Ready for collection"
      busy={ready.isPending}
      error={ready.error}
      onAct={() => ready.mutate(parcel.id, said)}
    />
  )
}

function Collected({ order, parcel }: ParcelProps) {
  const collected = useMarkCollected(order.id)
  const said = { onSuccess: () => toast(`Order ${order.number} is collected.`) }

  return (
    <Step
      says={
        isAllGoingBack(order)
          ? `It waits behind the counter, but all of the money went back to ${order.name}. Hand it over only if you have agreed on that.`
          : `It waits behind the counter, and ${order.name} knows. Hand it over on the order number ${order.number}.`
      }
      action="Mark as collected"
      busy={collected.isPending}
      error={collected.error}
      onAct={() => collected.mutate(parcel.id, said)}
    />
  )
}
