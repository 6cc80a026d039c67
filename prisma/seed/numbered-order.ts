import type { Totals } from '#features/pricing/index.ts'

import type { PlannedOrder } from './order-plan.ts'

/** An order that has its number and its sums. */
export interface Numbered extends PlannedOrder {
  readonly id: string
  readonly number: number
  readonly totals: Totals
}
