import { assertChargeable } from './amounts.ts'
import { cardNumbered, TEST_CARDS } from './cards.ts'
import { ControlRefusal, type EarlierPayment } from './control-input.ts'
import { StripeRefusal } from './errors.ts'
import { ensureIntent } from './intents.ts'
import { payByCard, payerOf } from './payments.ts'
import { chargeToRefund, createRefund } from './refunds.ts'
import { createSession } from './sessions.ts'
import type { World } from './world.ts'

export interface Adoption {
  readonly adopted: number
  /** Those that were there already, and stay as they are. */
  readonly known: number
}

const MINUTES_OPEN = 31

/**
 * Takes in payments made before this stand-in was there, under the ids they have, and tells nobody.
 * What was refunded of one becomes one refund, named after its intent: `pi_x` has `re_x`.
 * @throws ControlRefusal for an amount that Stripe does not charge, or an id that belongs to another payment.
 */
export function adopt(world: World, payments: readonly EarlierPayment[]): Adoption {
  const strangers = payments.filter((payment) => !isKnown(world, payment))
  strangers.forEach(assertPossible)
  let adopted = 0
  for (const payment of strangers) {
    if (isKnown(world, payment)) continue
    relive(world, payment)
    adopted += 1
  }
  return { adopted, known: payments.length - adopted }
}

function isKnown({ store }: World, { sessionId, paymentIntentId }: EarlierPayment): boolean {
  const session = store.sessions.get(sessionId)
  if (!session && !store.intents.get(paymentIntentId)) return false
  if (session?.object.payment_intent === paymentIntentId) return true
  throw new ControlRefusal(409, `${sessionId} and ${paymentIntentId} are not one payment here.`)
}

function assertPossible({ sessionId, amountMinor, currency }: EarlierPayment): void {
  try {
    assertChargeable(amountMinor, currency)
  } catch (error) {
    if (!(error instanceof StripeRefusal)) throw error
    throw new ControlRefusal(400, `${sessionId}: ${error.message}`)
  }
}

/** Lets everything happen as it does today, at its own time and without events. */
function relive(world: World, payment: EarlierPayment): void {
  const { amountMinor, createdAt, currency, orderId, paymentIntentId, refundedMinor } = payment
  const created = Math.floor(createdAt.getTime() / 1000)
  const past: World = { ...world, now: () => created, emit: () => {} }
  const metadata = { orderId }
  const product = { name: 'Paid earlier' }
  const row = createSession(
    past,
    {
      mode: 'payment',
      client_reference_id: orderId,
      metadata,
      payment_intent_data: { metadata },
      line_items: [
        { quantity: 1, price_data: { currency, unit_amount: amountMinor, product_data: product } },
      ],
      expires_at: created + MINUTES_OPEN * 60,
      success_url: world.url,
    },
    payment.sessionId,
  )
  ensureIntent(past, row, paymentIntentId)
  payByCard(past, row, cardNumbered(TEST_CARDS.success, created), payerOf(row))
  if (refundedMinor === 0) return
  const charge = chargeToRefund(past, { payment_intent: paymentIntentId })
  const id = paymentIntentId.replace('pi_', 're_')
  createRefund(past, charge, { id, amount: refundedMinor, metadata })
}
