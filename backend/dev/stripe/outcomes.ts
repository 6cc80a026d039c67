import { cardNumbered, GENERIC_DECLINE, INSUFFICIENT_FUNDS, TEST_CARDS } from './cards.ts'
import { invalid } from './errors.ts'
import {
  authenticate,
  declinePayment,
  isAuthenticating,
  payByBank,
  payByCard,
  payerOf,
} from './payments.ts'
import type { SessionRow } from './rows.ts'
import { expireSession } from './sessions.ts'
import { settleDebit } from './settling.ts'
import type { World } from './world.ts'

/** What can be made to happen to a session without its page. */
export const OUTCOMES = [
  'paid',
  'declined',
  'insufficient_funds',
  'authentication_required',
  'processing',
  'succeeded',
  'failed',
  'abandoned',
] as const

export type Outcome = (typeof OUTCOMES)[number]

interface Wish {
  readonly outcome: Outcome
  /** Pays a session that has expired, as a payment does that was under way at that very moment. */
  readonly force: boolean
}

/**
 * Makes it so, and answers how the session stands.
 * @throws StripeRefusal when the session is not in a state where that can happen.
 */
export function play(world: World, row: SessionRow, { outcome, force }: Wish): object {
  if (force && row.object.status === 'expired') reopen(row)
  if (outcome === 'succeeded' || outcome === 'failed') settle(world, row, outcome)
  else {
    assertOpen(row)
    actions[outcome](world, row)
  }
  const { id, status, payment_status: paymentStatus, payment_intent: intent } = row.object
  return { id, status, payment_status: paymentStatus, payment_intent: intent }
}

type Action = (world: World, row: SessionRow) => unknown

const actions: Readonly<Record<Exclude<Outcome, 'succeeded' | 'failed'>, Action>> = {
  paid: (world, row) =>
    isAuthenticating(world, row)
      ? authenticate(world, row, true)
      : payByCard(world, row, cardNumbered(TEST_CARDS.success, world.now()), payerOf(row)),
  declined: (world, row) =>
    isAuthenticating(world, row)
      ? authenticate(world, row, false)
      : declinePayment(world, row, GENERIC_DECLINE, payerOf(row)),
  insufficient_funds: (world, row) => declinePayment(world, row, INSUFFICIENT_FUNDS, payerOf(row)),
  authentication_required: (world, row) =>
    payByCard(
      world,
      row,
      cardNumbered(TEST_CARDS.authentication_required, world.now()),
      payerOf(row),
    ),
  processing: (world, row) => payByBank(world, row, payerOf(row), null),
  abandoned: expireSession,
}

/** A bank debit ends; on an open session it is begun first. */
function settle(world: World, row: SessionRow, outcome: 'succeeded' | 'failed'): void {
  if (row.object.status === 'open') payByBank(world, row, payerOf(row), null)
  if (settleDebit(world, row, outcome)) return
  throw invalid(
    `The session is ${row.object.status} and ${row.object.payment_status}: nothing is processing.`,
  )
}

function assertOpen({ object: { status, payment_status: paymentStatus } }: SessionRow): void {
  if (status === 'open') return
  throw invalid(`The session is ${status} and ${paymentStatus}; only an open one can do that.`)
}

/** An intent that was cancelled with the session stays cancelled; the payment makes a new one. */
function reopen(row: SessionRow): void {
  row.object.status = 'open'
  row.object.payment_intent = null
}
