import { problemType } from '#platform/problem.ts'

export const paymentUnavailable = problemType(
  'payment-unavailable',
  'unavailable',
  'The payment page cannot be opened now',
)
export const paymentRefused = problemType(
  'payment-refused',
  'unprocessable',
  'The order cannot be paid as it is',
)
export const paymentGivenUp = problemType(
  'payment-given-up',
  'conflict',
  'The order was given up meanwhile',
)
export const paymentProcessing = problemType(
  'payment-processing',
  'conflict',
  'The bank is still working on the payment',
)
export const badSignature = problemType('bad-signature', 'invalid', 'The signature is not right')
export const cannotCancel = problemType(
  'cannot-cancel',
  'conflict',
  'The order can no longer be cancelled',
)
export const nothingToRefund = problemType(
  'nothing-to-refund',
  'conflict',
  'There is nothing to give back',
)

export const refundTooLarge = problemType(
  'refund-too-large',
  'conflict',
  'More than is left of the payment',
)
export const refundOfNothing = problemType(
  'refund-of-nothing',
  'unprocessable',
  'The refund comes to nothing',
)
export const lineUnknown = problemType(
  'order-line-unknown',
  'unprocessable',
  'The order has no such line',
)
export const unitsRefunded = problemType(
  'units-refunded',
  'conflict',
  'More units than can be refunded',
)
export const unitsRestocked = problemType(
  'units-restocked',
  'conflict',
  'More units than can be put back',
)
export const deliveryRefunded = problemType(
  'delivery-refunded',
  'conflict',
  'The delivery cannot be refunded',
)

export const cancellationNotFound = problemType(
  'cancellation-not-found',
  'not-found',
  'No such cancellation',
)
export const cancellationRunning = problemType(
  'cancellation-running',
  'conflict',
  'Orders are being cancelled already',
)
export const nothingToRetry = problemType(
  'nothing-to-retry',
  'conflict',
  'There is nothing to try again',
)

export const reconciliationRunning = problemType(
  'reconciliation-running',
  'conflict',
  'The books are being compared already',
)

/** Stripe keeps a page open for 30 minutes at least, counted from when it gets the request. */
export const SHORTEST_SESSION_MINUTES = 31
/** Bank debits and the like: how long the units are held while the bank is at work. */
export const PROCESSING_DAYS = 14

/** What a payment has to fit, and what it says of itself. */
export interface Terms {
  readonly orderId: string | null
  readonly amountMinor: number
  readonly currency: string
  readonly livemode: boolean
}

/** Why a payment is not what the order asked for; nothing when it is (L7). */
export function mismatch(payment: Terms, expected: Terms): string | undefined {
  if (payment.orderId !== expected.orderId) return 'The payment names another order.'
  if (payment.amountMinor !== expected.amountMinor) {
    return `The payment is ${payment.amountMinor}, the order ${expected.amountMinor} (in minor units).`
  }
  if (payment.currency !== expected.currency) {
    return `The payment is in ${payment.currency}, the order in ${expected.currency}.`
  }
  if (payment.livemode !== expected.livemode) {
    return payment.livemode
      ? 'A real payment for a test shop.'
      : 'A test payment for the real shop.'
  }
  return undefined
}

/** Whether the shop's books have not heard yet of what Stripe says of a page. */
export function isBehind(
  ours: 'open' | 'processing' | 'paid' | 'failed' | 'expired' | 'cancelled',
  theirs: 'open' | 'processing' | 'paid' | 'failed' | 'expired',
): boolean {
  if (theirs === 'paid') return ours !== 'paid'
  if (theirs === 'failed') return ours === 'open' || ours === 'processing'
  return theirs !== 'open' && ours === 'open'
}

interface Stage {
  readonly status: 'needs_response' | 'under_review' | 'won' | 'lost'
  readonly isInquiry: boolean
}

const STEP = { needs_response: 0, under_review: 1, won: 2, lost: 2 } as const
const STEPS = 3
const stepOf = ({ status, isInquiry }: Stage): number => STEP[status] + (isInquiry ? 0 : STEPS)

/** A dispute goes from an inquiry to a claim, and from question to answer; never back. */
export const isLaterStage = (known: Stage, told: Stage): boolean => stepOf(told) > stepOf(known)

/** What is claimed (https://docs.stripe.com/disputes/categories), in words for the staff. */
const CLAIMS: Readonly<Record<string, string>> = {
  credit_not_processed: 'that a refund they were promised did not come',
  duplicate: 'that they were charged twice',
  fraudulent: 'that they did not make this payment',
  product_not_received: 'that nothing arrived',
  product_unacceptable: 'that it was not as described',
  subscription_canceled: 'that they had cancelled',
  unrecognized: 'that they do not recognise the payment',
}

/** What to tell the staff of a new dispute. */
export function newDisputeInWords(
  { reason, isInquiry }: { readonly reason: string; readonly isInquiry: boolean },
  amount: string,
): string {
  const claim = CLAIMS[reason] ?? `something else (${reason.replaceAll('_', ' ')})`
  return isInquiry
    ? `The customer's bank asks about ${amount}: they say ${claim}. No money has moved yet.`
    : `The customer's bank disputes ${amount}: they say ${claim}.`
}

/** What to tell the staff of a dispute that went on. */
export function disputeInWords({ status, isInquiry }: Stage): string {
  if (status === 'needs_response') return 'The bank waits for evidence.'
  if (status === 'under_review') return 'The bank looks at the evidence.'
  if (status === 'lost') return 'The dispute is lost: the money stays with the customer.'
  return isInquiry
    ? "The bank's question came to nothing: the money stays with the shop."
    : 'The dispute is won: the money comes back to the shop.'
}

interface EventStanding {
  readonly standing: 'on_its_way' | 'waiting' | 'parked'
  readonly reason: string
}

const PARKED: Readonly<Record<string, string>> = {
  'parked: not understood':
    'The shop could not make sense of it. Look in the Stripe dashboard what it is about.',
  'parked: live event':
    'It is about real money, and this shop is connected to Stripe with its test key.',
  'parked: other account': 'It is about another Stripe account than the shop is connected to.',
  'parked: test event':
    'It is about test money, and this shop is connected to Stripe with its live key.',
}

/** Why nothing has come of an event yet, and whether anything will by itself. */
export function eventInWords(outcome: string | null): EventStanding {
  if (outcome === null) {
    return { standing: 'on_its_way', reason: 'It has come in and is about to be applied.' }
  }
  const parked = PARKED[outcome]
  if (parked !== undefined) return { standing: 'parked', reason: parked }
  const reason =
    'It tells of a payment that the shop has not heard of, and is applied once it does. A payment of another program on the same Stripe account never comes.'
  return { standing: 'waiting', reason }
}
