import type Stripe from 'stripe'
import type { z } from 'zod'

import {
  ControlRefusal,
  DisputeInput,
  DisputeStatusInput,
  known,
  OutcomeInput,
  type PaymentName,
  RefundInput,
  RefundStatusInput,
  read,
  WarningInput,
} from './control-input.ts'
import { followDispute, openDispute, warnOfFraud } from './disputes.ts'
import { StripeRefusal } from './errors.ts'
import { NO_CAUSE } from './events.ts'
import { play } from './outcomes.ts'
import { createRefund, settleRefund } from './refunds.ts'
import type { World } from './world.ts'

/** What customers, their banks and the owner in Stripe's dashboard do. Each checks its input and says what came of it. */
export interface Dashboard {
  session(id: string, input: unknown): object
  refund(input: unknown): Stripe.Refund
  settleRefund(id: string, input: unknown): Stripe.Refund
  dispute(input: unknown): Stripe.Dispute
  followDispute(id: string, input: unknown): Stripe.Dispute
  warning(input: unknown): Stripe.Radar.EarlyFraudWarning
}

export function createDashboard(world: World): Dashboard {
  const { store } = world
  const act = <T>(operation: () => T): T => actOn(world, operation)

  return {
    session: (id, input) => {
      const wish = read(OutcomeInput, input)
      return act(() => play(world, known(store.sessions.get(id), 'session', id), wish))
    },
    refund: (input) => {
      const wish = read(RefundInput, input)
      return act(() => createRefund(world, chargeNamed(world, wish), wish))
    },
    settleRefund: (id, input) => {
      const { status } = read(RefundStatusInput, input)
      const refund = known(store.refunds.get(id), 'refund', id)
      act(() => settleRefund(world, refund, status))
      return refund
    },
    dispute: (input) => {
      const wish = read(DisputeInput, input)
      return act(() => openDispute(world, chargeNamed(world, wish), wish))
    },
    followDispute: (id, input) => {
      const { status } = read(DisputeStatusInput, input)
      const dispute = known(store.disputes.get(id), 'dispute', id)
      act(() => followDispute(world, dispute, status))
      return dispute
    },
    warning: (input) => {
      const { fraud_type: type, ...named } = read(WarningInput, input)
      return act(() => warnOfFraud(world, chargeNamed(world, named), type))
    },
  }
}

/** Runs an operation by hand; what Stripe would refuse is a conflict here. */
function actOn<T>(world: World, operation: () => T): T {
  try {
    return world.work(NO_CAUSE, operation)
  } catch (error) {
    if (error instanceof StripeRefusal) throw new ControlRefusal(409, error.message)
    throw error
  }
}

function chargeNamed(
  { store }: World,
  { session, payment_intent: intent, charge }: z.infer<typeof PaymentName>,
): Stripe.Charge {
  const names = [session, intent, charge].filter((name) => name !== undefined)
  const [name] = names
  if (names.length !== 1 || name === undefined) {
    throw new ControlRefusal(400, 'Name the payment by one of session, payment_intent or charge.')
  }
  if (charge !== undefined) return known(store.charges.get(charge), 'charge', charge)
  const intentId = intent ?? known(store.sessions.get(name), 'session', name).object.payment_intent
  const chargeId = store.intents.get(String(intentId))?.latest_charge
  return known(store.charges.get(String(chargeId)), 'charge for', name)
}
