/** Why a payment failed, in Stripe's codes and Stripe's words. */
export interface Failure {
  readonly code: string
  readonly declineCode: string | null
  readonly message: string
}

/** A card as it was typed, once it is complete and plausible. */
export interface Card {
  readonly number: string
  readonly expMonth: number
  readonly expYear: number
}

const DECLINED = 'Your card was declined.'

const declined = (declineCode: string, message = DECLINED): Failure => ({
  code: 'card_declined',
  declineCode,
  message,
})

export const GENERIC_DECLINE = declined('generic_decline')
export const INSUFFICIENT_FUNDS = declined(
  'insufficient_funds',
  'Your card has insufficient funds.',
)

export const AUTHENTICATION_FAILED: Failure = {
  code: 'payment_intent_authentication_failure',
  declineCode: null,
  message:
    'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
}

const NOT_A_TEST_CARD = declined(
  'test_mode_live_card',
  'Your card was declined. Your request was in test mode, but used a non test (live) card. ' +
    'For a list of valid test cards, visit: https://stripe.com/docs/testing.',
)

/** Stripe's published test cards that fail. */
const FAILING: Readonly<Record<string, Failure>> = {
  4000000000000002: GENERIC_DECLINE,
  4000000000009995: INSUFFICIENT_FUNDS,
  4000000000009987: declined('lost_card'),
  4000000000009979: declined('stolen_card'),
  4000000000006975: declined('card_velocity_exceeded'),
  4100000000000019: declined('fraudulent'),
  4000000000000069: { code: 'expired_card', declineCode: null, message: 'Your card has expired.' },
  4000000000000127: {
    code: 'incorrect_cvc',
    declineCode: null,
    message: "Your card's security code is incorrect.",
  },
  4000000000000119: {
    code: 'processing_error',
    declineCode: null,
    message: 'An error occurred while processing your card. Try again in a little bit.',
  },
}

/** Stripe's published test cards that succeed. */
const SUCCEEDING = new Set(
  (
    '4242424242424242 4000056655665556 4000008260000000 4000058260000005 5555555555554444 ' +
    '2223003122003222 5200828282828210 378282246310005 4000000000000259 4000000000005423'
  ).split(' '),
)

const ASKS_FOR_AUTHENTICATION = new Set([
  '4000002500003155',
  '4000002760003184',
  '4000000000003220',
])

export const TEST_CARDS = {
  success: '4242424242424242',
  declined: '4000000000000002',
  insufficient_funds: '4000000000009995',
  authentication_required: '4000002500003155',
} as const

export type Verdict = { readonly kind: 'succeeds' | 'authenticates' } | FailingVerdict
interface FailingVerdict {
  readonly kind: 'fails'
  readonly failure: Failure
}

/** What the bank says to a card. */
export function judge({ number }: Card): Verdict {
  if (SUCCEEDING.has(number)) return { kind: 'succeeds' }
  if (ASKS_FOR_AUTHENTICATION.has(number)) return { kind: 'authenticates' }
  return { kind: 'fails', failure: FAILING[number] ?? NOT_A_TEST_CARD }
}

/** What comes after a payment with some of the test cards: a dispute, a fraud warning. */
export function aftermath({ number }: Card): 'dispute' | 'warning' | null {
  if (number === '4000000000000259') return 'dispute'
  return number === '4000000000005423' ? 'warning' : null
}

export function brandOf(number: string): 'visa' | 'mastercard' | 'amex' {
  if (number.startsWith('3')) return 'amex'
  return number.startsWith('4') ? 'visa' : 'mastercard'
}

/** A card for payments that nobody types in. */
export function cardNumbered(number: string, now: number): Card {
  return { number, expMonth: 12, expYear: new Date(now * 1000).getUTCFullYear() + 3 }
}
