import * as fc from 'fast-check'

import { shuffled, work } from './scene.ts'
import type { Model, Standing } from './state.ts'
import { anyOrder, command, nth, orders, seeds } from './step.ts'

/** How long after its page was opened a late payment is tried: comparing with Stripe looks back two hours. */
const LATEST_SECONDS = 100 * 60

/** What can become of a page at Stripe: from which standing, to which. */
const OUTCOMES = {
  paid: ['open', 'paid'],
  declined: ['open', 'open'],
  processing: ['open', 'processing'],
  succeeded: ['processing', 'paid'],
  failed: ['processing', 'failed'],
  abandoned: ['open', 'expired'],
  late: ['expired', 'paid'],
} as const satisfies Record<string, readonly [Standing, Standing]>
type Outcome = keyof typeof OUTCOMES

/** The latest try of the order, where that can become of it. */
function tryOf(model: Model, order: number, outcome: Outcome) {
  const attempt = nth(model, order)?.attempts.at(-1)
  if (attempt?.atStripe !== OUTCOMES[outcome][0]) return undefined
  if (outcome === 'late' && model.seconds - attempt.openedAt > LATEST_SECONDS) return undefined
  return attempt
}

export const atStripe = (outcomes: readonly Outcome[]) =>
  fc.tuple(orders, fc.constantFrom(...outcomes)).map(([order, outcome]) =>
    command({
      words: `order ${order} is ${outcome} at Stripe`,
      applies: (model) => anyOrder(model) && tryOf(model, order, outcome) !== undefined,
      run: async (model, { driver }) => {
        const attempt = tryOf(model, order, outcome)
        if (!attempt) return
        driver.shop.stripe.control.session(
          attempt.sessionId,
          outcome === 'late' ? { outcome: 'paid', force: true } : { outcome },
        )
        attempt.atStripe = OUTCOMES[outcome][1]
      },
    }),
  )

export const refundAtStripe = fc
  .tuple(orders, fc.integer({ min: 1, max: 4 }))
  .map(([index, part]) =>
    command({
      words: `1/${part} of order ${index} is refunded in Stripe's dashboard`,
      applies: (model) => anyOrder(model) && nth(model, index).attempts.at(-1)?.atStripe === 'paid',
      run: async (model, { driver }) => {
        const order = nth(model, index)
        const session = order.attempts.at(-1)?.sessionId
        const amount = Math.floor(order.totalMinor / part)
        order.hasForeignRefund = true
        try {
          driver.shop.stripe.control.refund({ session, amount })
        } catch {
          // Stripe gives back no more than there is.
        }
      },
    }),
  )

export const deliver = fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 3 })).map(([index, copies]) =>
  command({
    words: `event ${index} arrives ${copies} times`,
    run: async (_model, { driver, transit }) => {
      const [event] = transit.splice(index % Math.max(1, transit.length), 1)
      if (!event) return
      for (let copy = 1; copy <= copies; copy += 1) await driver.receive(event)
    },
  }),
)

export const deliverAll = seeds.map((seed) =>
  command({
    words: `all events arrive, shuffled by ${seed}`,
    run: async (_model, { driver, transit }) => {
      for (const event of shuffled(transit.splice(0), seed)) await driver.receive(event)
    },
  }),
)

export const jobs = fc.tuple(seeds, fc.boolean()).map(([seed, isTwice]) =>
  command({
    words: `the worker does each job ${isTwice ? 'twice' : 'once'}, shuffled by ${seed}`,
    run: async (model, scene) => await work(model, scene, { isTwice, seed }),
  }),
)
