import type Stripe from 'stripe'

import { newId } from './ids.ts'
import type { World } from './world.ts'

/** A movement of the account's balance, in minor units; `amount` is negative for what leaves it. */
export interface Movement {
  readonly type: 'charge' | 'refund' | 'refund_failure' | 'adjustment'
  readonly category: string
  readonly amount: number
  readonly fee: { readonly amount: number; readonly description: string } | null
  readonly currency: string
  readonly source: string
  readonly description: string | null
}

const DAYS_UNTIL_AVAILABLE = 3

export function recordMovement(world: World, movement: Movement): Stripe.BalanceTransaction {
  const { amount, currency, fee } = movement
  const created = world.now()
  return world.store.balanceTransactions.save({
    id: newId('txn_3', 23),
    object: 'balance_transaction',
    amount,
    available_on: created + (amount > 0 ? DAYS_UNTIL_AVAILABLE * 86_400 : 0),
    balance_type: 'payments',
    created,
    currency,
    description: movement.description,
    exchange_rate: null,
    fee: fee?.amount ?? 0,
    fee_details: fee ? [{ ...fee, application: null, currency, type: 'stripe_fee' }] : [],
    net: amount - (fee?.amount ?? 0),
    reporting_category: movement.category,
    source: movement.source,
    status: amount > 0 ? 'pending' : 'available',
    type: movement.type,
  })
}

/** Stripe's fee for a payment with a British card: 1.5 % and 20 pence. */
export function processingFee(amount: number): { amount: number; description: string } {
  return { amount: Math.round(amount * 0.015) + 20, description: 'Stripe processing fees' }
}

/** A movement as it stands now: what is pending becomes available at its time. */
export function presentMovement(
  world: World,
  row: Stripe.BalanceTransaction,
): Stripe.BalanceTransaction {
  return { ...row, status: row.available_on > world.now() ? 'pending' : 'available' }
}

/** The account's balance by currency. */
export function balance(world: World): Stripe.Balance {
  const now = world.now()
  const available: Stripe.Balance.Available[] = [nothing()]
  const pending: Stripe.Balance.Pending[] = [nothing()]
  for (const row of world.store.balanceTransactions.rows()) {
    if (row) add(row.available_on > now ? pending : available, row)
  }
  const reserved = [{ amount: 0, currency: 'gbp' }]
  return { object: 'balance', available, connect_reserved: reserved, livemode: false, pending }
}

const nothing = () => ({ amount: 0, currency: 'gbp', source_types: { card: 0 } })

function add(sums: Stripe.Balance.Available[], { net, currency }: Stripe.BalanceTransaction): void {
  const known = sums.find((sum) => sum.currency === currency)
  const sum = known ?? { amount: 0, currency, source_types: { card: 0 } }
  if (!known) sums.push(sum)
  sum.amount += net
  sum.source_types = { card: sum.amount }
}
