import type { LockedOrder, Orders } from '#features/orders/index.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/id.ts'
import { formatMoney, money } from '#platform/money.ts'
import type { Outbox } from '#platform/outbox.ts'

import * as books from './dispute-repository.ts'
import type { DisputeState, FraudWarning } from './gateway.ts'
import type { Taken } from './refunds.ts'
import * as repository from './repository.ts'
import { disputeInWords, isLaterStage, newDisputeInWords } from './rules.ts'

export type Disputes = ReturnType<typeof createDisputes>

interface DisputesDeps {
  readonly clock: Clock
  readonly outbox: Outbox
  readonly orders: Orders
}

/** What customers' banks want back. It stands beside the order: it restocks nothing and revives no order. */
export function createDisputes({ clock, outbox, orders }: DisputesDeps) {
  /** The payment it is about, with its order locked, as everybody locks them. */
  async function lockFor(tx: Db, intentId: string | null) {
    const payment = intentId === null ? null : await repository.findByIntent(tx, intentId)
    const order = payment && (await orders.lock(tx, payment.orderId))
    return payment && order ? { payment, order } : undefined
  }

  /** Takes in what Stripe says of a dispute: any number of times and in any order, it only goes forward. */
  async function take(tx: Db, state: DisputeState): Promise<Taken> {
    const about = await lockFor(tx, state.intentId)
    if (!about) return repository.WAITING
    const { payment, order } = about
    const known = await books.find(tx, state.id)
    if (!known) {
      const id = newId(clock.now())
      await books.insert(tx, {
        id,
        stripeDisputeId: state.id,
        orderId: order.id,
        paymentId: payment.id,
        amountMinor: state.amountMinor,
        currency: state.currency,
        reason: state.reason,
        status: state.status,
        isInquiry: state.isInquiry,
        withdrawnMinor: state.withdrawnMinor,
        dueBy: state.dueBy,
        createdAt: state.createdAt,
        updatedAt: clock.now(),
      })
      await open(tx, { order, state, disputeId: id })
      return 'applied'
    }
    return await goOn(tx, { order, state, known })
  }

  async function open(
    tx: Db,
    { order, state, disputeId }: { order: LockedOrder; state: DisputeState; disputeId: string },
  ): Promise<void> {
    const reason = newDisputeInWords(state, amountOf(state))
    await orders.addEvent(tx, order.id, 'dispute_opened', { about: state.id, reason })
    if (state.status === 'won' || state.status === 'lost') {
      return await orders.addEvent(tx, order.id, 'dispute_changed', {
        reason: disputeInWords(state),
      })
    }
    await orders.update(tx, order.id, { needsReview: true, reviewReason: reason })
    const payload = { orderId: order.id, disputeId, isInquiry: state.isInquiry, reason }
    await outbox.add(tx, { name: 'dispute.opened', payload })
  }

  async function goOn(
    tx: Db,
    { order, state, known }: { order: LockedOrder; state: DisputeState; known: books.KnownDispute },
  ): Promise<Taken> {
    const isLater = isLaterStage(known, state)
    const withdrawnMinor = withdrawnAfter(known, state, isLater)
    if (!isLater && withdrawnMinor === known.withdrawnMinor) return 'nothing_new'

    const stage = isLater ? state : known
    await books.update(tx, known.id, {
      status: stage.status,
      isInquiry: stage.isInquiry,
      withdrawnMinor,
      updatedAt: clock.now(),
      ...(isLater && { amountMinor: state.amountMinor, dueBy: state.dueBy }),
    })
    if (isLater && known.isInquiry && !state.isInquiry) {
      await open(tx, { order, state, disputeId: known.id })
    } else if (isLater) {
      const reason = disputeInWords(state)
      await orders.addEvent(tx, order.id, 'dispute_changed', { about: state.id, reason })
    }
    return 'applied'
  }

  /** A suspicion of fraud: what has not left the shop yet waits for a person. */
  async function warn(tx: Db, { id, intentId }: FraudWarning): Promise<Taken> {
    const about = await lockFor(tx, intentId)
    if (!about) return repository.WAITING
    const { order } = about
    const note = { orderId: order.id, kind: 'fraud_warning', about: id } as const
    if (await orders.isNoted(tx, note)) return 'nothing_new'
    await orders.addEvent(tx, order.id, 'fraud_warning', { about: id })
    if (isStillHere(order)) {
      const reason = "The card's network suspects that the card was stolen."
      await orders.sendToReview(tx, order.id, reason)
    }
    return 'applied'
  }

  return { take, warn }
}

const amountOf = ({ amountMinor, currency }: DisputeState): string =>
  formatMoney(money(amountMinor, currency))

/** An event may be older than what is known: while a dispute runs money only goes, and once it is won it only comes back. */
function withdrawnAfter(known: books.KnownDispute, state: DisputeState, isLater: boolean): number {
  const both = [known.withdrawnMinor, state.withdrawnMinor]
  if (isLater) return state.status === 'won' ? state.withdrawnMinor : Math.max(...both)
  if (known.status !== state.status) return known.withdrawnMinor
  return state.status === 'won' ? Math.min(...both) : Math.max(...both)
}

function isStillHere({ status, fulfilmentStatus }: LockedOrder): boolean {
  const hasLeft = ['fulfilled', 'collected', 'returned'].includes(fulfilmentStatus)
  return !hasLeft && (status === 'placed' || status === 'awaiting_payment')
}
