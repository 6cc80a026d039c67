import { markFailed, markPaid } from './charges.ts'
import { failIntent } from './intents.ts'
import type { SessionRow } from './rows.ts'
import { intentOf } from './sessions.ts'
import type { World } from './world.ts'

const NO_FUNDS = {
  code: 'payment_method_provider_decline',
  declineCode: 'insufficient_funds',
  message: 'The bank debit failed because the account has insufficient funds.',
}

/** Ends a bank debit that is processing; false when there is none. */
export function settleDebit(
  world: World,
  row: SessionRow,
  outcome: 'succeeded' | 'failed',
): boolean {
  const intent = intentOf(world, row)
  const charge = world.store.charges.get(String(intent?.latest_charge))
  if (!intent || !charge || intent.status !== 'processing') return false
  world.due.cancel(row.id)
  row.settling = null

  if (outcome === 'failed') {
    markFailed(world, charge, NO_FUNDS)
    const method = world.store.methods.get(String(intent.payment_method))
    if (method) failIntent(world, intent, { failure: NO_FUNDS, method, charge })
    world.store.sessions.save(row)
    world.emit({ type: 'charge.failed', object: charge })
    world.emit({ type: 'payment_intent.payment_failed', object: intent })
    world.emit({ type: 'checkout.session.async_payment_failed', object: row.object })
    return true
  }

  markPaid(world, charge)
  intent.status = 'succeeded'
  intent.amount_received = intent.amount
  row.object.payment_status = 'paid'
  world.store.intents.save(intent)
  world.store.sessions.save(row)
  world.emit({ type: 'charge.succeeded', object: charge })
  world.emit({ type: 'payment_intent.succeeded', object: intent })
  world.emit({ type: 'checkout.session.async_payment_succeeded', object: row.object })
  return true
}
