import * as fc from 'fast-check'

import type { Driver } from './driver.ts'
import { expectThat, type Scene } from './scene.ts'
import { endOverdue, hear, type Model } from './state.ts'
import { command } from './step.ts'

/** Longer than an unpaid order waits. */
const WAIT_SECONDS = 32 * 60
export const time = fc.constant(
  command({
    words: 'half an hour passes',
    run: async (model, scene) => await pass(model, scene),
  }),
)

/** Every page that is open at Stripe closes; what waits to be paid has waited too long. */
export async function pass(model: Model, { driver }: Scene): Promise<void> {
  await driver.shop.stripe.control.clock({ advanceSeconds: WAIT_SECONDS })
  model.seconds += WAIT_SECONDS
  for (const order of model.orders) {
    if (!order.isProcessing) order.isOverdue = true
    for (const attempt of order.attempts)
      if (attempt.atStripe === 'open') attempt.atStripe = 'expired'
  }
}

export const sweep = fc.constant(
  command({
    words: 'overdue orders are ended',
    run: async (model, scene) => await end(model, scene),
  }),
)

/** Ends what is overdue; what a fault kept is ended by the next run. */
export async function end(model: Model, { driver }: Scene): Promise<void> {
  const { payments } = driver.shop.shop
  for (let run = 1; run <= 3; run += 1) await payments.expireAllOverdue().catch(() => undefined)
  for (const order of model.orders) endOverdue(model, order)
}

export const reconcile = fc.constant(
  command({
    words: 'the books are compared with Stripe',
    run: async (model, { driver }) => {
      await compare(driver)
      const newestFirst = model.orders.flatMap((order) =>
        order.attempts.map((attempt) => ({ order, attempt })),
      )
      for (const { order, attempt } of newestFirst.toReversed()) {
        const { atStripe: told } = attempt
        if (told !== 'open') hear(model, order, attempt, told)
      }
    },
  }),
)

/** Compares until a run got through; one that died is given up after ten minutes. */
export async function compare({ staff, shop }: Driver): Promise<void> {
  for (let run = 1; run <= 5; run += 1) {
    const { reply } = await staff('/api/admin/reconciliations', {})
    if (reply.status === 201 && reply.body.status === 'done') return
    if (reply.status === 409) await shop.stripe.control.clock({ advanceSeconds: 601 })
  }
  expectThat(false, 'The books could not be compared with Stripe.')
}
