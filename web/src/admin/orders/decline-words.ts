/** Stripe's decline codes (https://docs.stripe.com/declines/codes), as one would tell a colleague. */
const DECLINES: Readonly<Record<string, string>> = {
  authentication_required: 'The bank wanted to check that it is the customer, and could not.',
  card_declined: 'The bank declined the card and gave no reason.',
  card_not_supported: 'The card cannot be used for a purchase like this.',
  card_velocity_exceeded: 'The card has reached its limit.',
  do_not_honor: 'The bank declined the card and gave no reason.',
  expired_card: 'The card has expired.',
  fraudulent: 'The bank suspects fraud.',
  generic_decline: 'The bank declined the card and gave no reason.',
  incorrect_cvc: 'The security code was not right.',
  incorrect_number: 'The card number was not right.',
  insufficient_funds: 'There was not enough money on the card.',
  invalid_cvc: 'The security code was not right.',
  invalid_expiry_month: 'The expiry date was not right.',
  invalid_expiry_year: 'The expiry date was not right.',
  invalid_number: 'The card number was not right.',
  lost_card: 'The card was reported lost.',
  payment_intent_authentication_failure:
    'The bank wanted to check that it is the customer, and could not.',
  processing_error: 'The bank had a problem. The same card may work later.',
  stolen_card: 'The card was reported stolen.',
  withdrawal_count_limit_exceeded: 'The card has reached its limit.',
}

/** Why a payment was declined, for the staff; the code too where there are no words for it. */
export function declineInWords(code: string): string {
  return DECLINES[code] ?? `The bank declined the payment (${code.replaceAll('_', ' ')}).`
}

interface Attempt {
  readonly status: string
  readonly declineCode: string | null
}

/** The decline that an attempt ended with. One that was paid in the end, or is at the bank, has none that still stands. */
export function standingDecline({ status, declineCode }: Attempt): string | null {
  if (declineCode === null || status === 'paid' || status === 'processing') return null
  return declineInWords(declineCode)
}
