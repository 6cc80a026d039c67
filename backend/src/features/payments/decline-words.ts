const NOT_SAID =
  'Your bank declined the card. Nothing was taken. Try another card, or ask your bank.'
const CHECK =
  'Your bank wanted to check that it is you, and that did not work. Nothing was taken. Try again, or another card.'
const NUMBER = 'The card number was not right. Nothing was taken. Try again.'
const SECURITY_CODE = 'The security code was not right. Nothing was taken. Try again.'
const EXPIRY_DATE = 'The expiry date was not right. Nothing was taken. Try again.'
const PIN = 'The PIN was not right. Nothing was taken. Try again, or another card.'
const PIN_WANTED =
  'Your bank wants this card used with its PIN. Nothing was taken. Try another card.'
const TRY_AGAIN = 'Your bank had a problem. Nothing was taken. Try again in a moment.'
const LIMIT = 'The card has reached its limit. Nothing was taken. Try another card, or tomorrow.'
const NOT_FOR_THIS =
  'The card cannot be used for a purchase like this. Nothing was taken. Try another card, or ask your bank.'
const BLOCKED =
  'Your bank does not let the card be used just now. Nothing was taken. Try another card, or ask your bank.'

/**
 * Stripe's decline codes (https://docs.stripe.com/declines/codes), in words that help the buyer. Where the bank suspects fraud or a
 * theft it wants nothing said of that, so such a code has the words of one without a reason.
 */
const DECLINES = new Map<string, string>(
  Object.entries({
    approve_with_id: TRY_AGAIN,
    authentication_not_handled: CHECK,
    authentication_required: CHECK,
    call_issuer: NOT_SAID,
    card_declined: NOT_SAID,
    card_not_supported: NOT_FOR_THIS,
    card_velocity_exceeded: LIMIT,
    currency_not_supported:
      'The card cannot pay in this currency. Nothing was taken. Try another card.',
    do_not_honor: NOT_SAID,
    do_not_try_again: NOT_SAID,
    duplicate_transaction:
      'Your bank took this for a payment you had just made. Nothing was taken this time. Look at your account first, then try again.',
    expired_card: 'The card has expired. Nothing was taken. Try another card.',
    fraudulent: NOT_SAID,
    generic_decline: NOT_SAID,
    incorrect_address:
      'The address was not the one your bank has for the card. Nothing was taken. Try again.',
    incorrect_cvc: SECURITY_CODE,
    incorrect_number: NUMBER,
    incorrect_pin: PIN,
    incorrect_zip:
      'The postcode was not the one your bank has for the card. Nothing was taken. Try again.',
    insufficient_funds:
      'There was not enough money on the card. Nothing was taken. Try another card.',
    invalid_account: BLOCKED,
    invalid_amount:
      'The amount is more than the card may pay at once. Nothing was taken. Try another card, or ask your bank.',
    invalid_cvc: SECURITY_CODE,
    invalid_expiry_month: EXPIRY_DATE,
    invalid_expiry_year: EXPIRY_DATE,
    invalid_number: NUMBER,
    invalid_pin: PIN,
    issuer_not_available: TRY_AGAIN,
    lost_card: NOT_SAID,
    merchant_blacklist: NOT_SAID,
    mobile_device_authentication_required: CHECK,
    new_account_information_available: BLOCKED,
    no_action_taken: NOT_SAID,
    not_permitted: BLOCKED,
    offline_pin_required: PIN_WANTED,
    online_or_offline_pin_required: PIN_WANTED,
    payment_intent_authentication_failure: CHECK,
    pickup_card: NOT_SAID,
    pin_try_exceeded:
      'The PIN was wrong too often. Nothing was taken. Try another card, or ask your bank.',
    processing_error: TRY_AGAIN,
    reenter_transaction: TRY_AGAIN,
    restricted_card: NOT_SAID,
    revocation_of_all_authorizations: BLOCKED,
    revocation_of_authorization: BLOCKED,
    security_violation: NOT_SAID,
    service_not_allowed: NOT_FOR_THIS,
    stolen_card: NOT_SAID,
    stop_payment_order: BLOCKED,
    testmode_decline:
      'That is a card for tests, which pays nothing here. Nothing was taken. Use a real one.',
    transaction_not_allowed: NOT_FOR_THIS,
    try_again_later: TRY_AGAIN,
    withdrawal_count_limit_exceeded: LIMIT,
  }),
)

const NOT_KNOWN =
  'Your bank declined the payment. Nothing was taken. Try another card, or ask your bank.'

/** Why a payment was declined, for the buyer. */
export const declineInWords = (code: string): string => DECLINES.get(code) ?? NOT_KNOWN
