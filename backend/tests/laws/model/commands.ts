import * as fc from 'fast-check'

import { atStripe, deliver, deliverAll, jobs, refundAtStripe } from './at-stripe.ts'
import { add, back, buy, buyAtOnce, change } from './buying.ts'
import { adjust, cancels, refund, refundParts } from './keeping.ts'
import { reconcile, sweep, time } from './time.ts'

const BUYING = [buyAtOnce, buyAtOnce, buyAtOnce, add, change, buy, back, back, cancels]
const AT_STRIPE = [
  atStripe(['paid']),
  atStripe(['processing']),
  atStripe(['declined', 'abandoned']),
  atStripe(['succeeded', 'failed']),
  atStripe(['late']),
  refundAtStripe,
]
const MACHINERY = [deliver, deliverAll, deliverAll, jobs, jobs, time, sweep, reconcile]
const STAFF = [refund, refundParts, refundParts, adjust]

/** What can happen, the usual more often than the rare. */
export const commandsUpTo = (most: number) =>
  fc.commands([...BUYING, ...AT_STRIPE, ...MACHINERY, ...STAFF], {
    maxCommands: most,
    size: 'max',
  })
