import { problemType } from '#platform/problem.ts'

export const fulfilmentNotFound = problemType(
  'fulfilment-not-found',
  'not-found',
  'No such fulfilment',
)
export const cannotPack = problemType('cannot-pack', 'conflict', 'The order cannot be packed now')
export const fulfilmentStatusConflict = problemType(
  'fulfilment-status-conflict',
  'conflict',
  'The fulfilment cannot move to that status',
)

interface PaidOrNot {
  readonly status: 'awaiting_payment' | 'placed' | 'expired' | 'cancelled'
  readonly paymentStatus:
    | 'unpaid'
    | 'processing'
    | 'paid'
    | 'partially_refunded'
    | 'refunded'
    | 'failed'
  readonly needsReview: boolean
  readonly reviewReason: string | null
}

/**
 * Only a placed order whose money is here is packed. One that needs a review waits: what is in doubt is its money, and things
 * that have left do not come back.
 * @throws cannotPack, saying why.
 */
export function assertMayPack(order: PaidOrNot): void {
  const reason = whyNotPack(order)
  if (!reason) return
  const { status, paymentStatus, needsReview } = order
  throw cannotPack(reason, { status, paymentStatus, needsReview })
}

function whyNotPack(order: PaidOrNot): string | undefined {
  const { status, paymentStatus, needsReview, reviewReason } = order
  if (status === 'cancelled') return 'The order is cancelled. Its things stay on the shelf.'
  if (status === 'expired') return 'The order was not paid in time. Its things are back on sale.'
  if (paymentStatus === 'processing') {
    return 'The bank is still working on the payment. Pack the order once it is paid.'
  }
  if (status === 'awaiting_payment') return 'The order is not paid yet. Pack it once it is.'
  if (paymentStatus === 'refunded') return 'All of the money went back, so nothing is to be packed.'
  if (needsReview) {
    return ['Its payment has to be looked at before it is packed.', reviewReason]
      .filter(Boolean)
      .join(' ')
  }
  if (paymentStatus === 'paid' || paymentStatus === 'partially_refunded') return undefined
  return 'The order is not paid yet. Pack it once it is.'
}

/** @throws cannotPack when nothing is left to pack. */
export function assertSomethingToPack(unpacked: readonly unknown[]): void {
  if (unpacked.length > 0) return
  throw cannotPack('Everything in this order is packed already, or was refunded. Nothing changed.')
}

export type Kind = 'delivery' | 'collection'
export type ParcelStatus = 'packed' | 'sent' | 'ready' | 'collected'
export type Move = Exclude<ParcelStatus, 'packed'>

interface Step {
  readonly kind: Kind
  readonly from: ParcelStatus
}

/** Each step is for one kind of parcel and from one status. */
const STEPS: Readonly<Record<Move, Step>> = {
  sent: { kind: 'delivery', from: 'packed' },
  ready: { kind: 'collection', from: 'packed' },
  collected: { kind: 'collection', from: 'ready' },
}

/** @throws fulfilmentStatusConflict, saying what to do instead. */
export function assertMayMove(
  order: Pick<PaidOrNot, 'status' | 'paymentStatus'>,
  { kind, status }: { readonly kind: Kind; readonly status: ParcelStatus },
  to: Move,
): void {
  const reason = whyNotMove(order, { kind, status }, to)
  if (reason) throw fulfilmentStatusConflict(reason, { from: status, to })
}

function whyNotMove(
  order: Pick<PaidOrNot, 'status' | 'paymentStatus'>,
  { kind, status }: { readonly kind: Kind; readonly status: ParcelStatus },
  to: Move,
): string | undefined {
  if (status === to) return `It is marked as ${to} already. Nothing changed.`
  if (order.paymentStatus === 'refunded') {
    return 'All of the money went back. Keep the parcel here, and put its things back on the shelf.'
  }
  if (order.status !== 'placed') {
    return 'The order is cancelled. Keep the parcel here, and put its things back on the shelf.'
  }
  if (kind !== STEPS[to].kind) {
    return kind === 'collection'
      ? 'The customer collects this order. Mark it as ready instead.'
      : 'This order is delivered. Mark it as sent instead.'
  }
  if (status === STEPS[to].from) return undefined
  return to === 'collected'
    ? 'Mark it as ready first, so that the customer knows that it waits for them.'
    : `It is ${status} already. Nothing changed.`
}

/** How an order stands once a parcel of it has made its step. */
export function fulfilmentStatusAfter(
  to: Move,
  { unitsNotSent }: { readonly unitsNotSent: number },
): 'fulfilled' | 'partially_fulfilled' | 'ready_for_collection' | 'collected' {
  if (to === 'ready') return 'ready_for_collection'
  if (to === 'collected') return 'collected'
  return unitsNotSent > 0 ? 'partially_fulfilled' : 'fulfilled'
}
