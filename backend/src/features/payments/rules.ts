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

/** Stripe's decline codes (https://docs.stripe.com/declines/codes), in words that help the buyer. */
const DECLINES: Readonly<Record<string, string>> = {
  authentication_required:
    'Your bank wanted to check that it is you, and that did not work. Nothing was taken.',
  card_declined:
    'Your bank declined the card. Nothing was taken. Try another card, or ask your bank.',
  expired_card: 'The card has expired. Nothing was taken. Try another card.',
  incorrect_cvc: 'The security code was not right. Nothing was taken. Try again.',
  incorrect_number: 'The card number was not right. Nothing was taken. Try again.',
  insufficient_funds:
    'There was not enough money on the card. Nothing was taken. Try another card.',
  payment_intent_authentication_failure:
    'Your bank wanted to check that it is you, and that did not work. Nothing was taken.',
  processing_error: 'Your bank had a problem. Nothing was taken. Try again in a moment.',
}
const DECLINED =
  'Your bank declined the payment. Nothing was taken. Try another card, or ask your bank.'

/** Why a payment was declined, for the buyer. */
export const declineInWords = (code: string): string => DECLINES[code] ?? DECLINED
