import { outOfStock } from '#features/inventory/index.ts'
import type { NewLine } from '#features/orders/index.ts'
import { Problem } from '#platform/problem.ts'

/** Somebody else was quicker to get the last gift or the last use of a code: the checkout is undone and looks again. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken'
  /** The gifts that are gone. */
  readonly gifts: readonly string[]

  constructor(gifts: readonly string[] = []) {
    super('Somebody was quicker.')
    this.gifts = gifts
  }

  static caught(this: void, error: unknown): { readonly gifts: readonly string[] } {
    if (error instanceof Overtaken) return { gifts: error.gifts }
    throw error
  }
}

/** Reads a lack of units: where gifts are among what lacks, the order is tried without them; nobody is refused for want of a gift. */
export const giftsLost =
  (lines: readonly NewLine[]) =>
  (error: unknown): never => {
    if (!(error instanceof Problem && error.code === outOfStock('').code)) throw error
    const short = error.members['variants']
    const gifts = lines.filter(
      ({ isGift, variantId }) =>
        isGift && Array.isArray(short) && short.some((one) => one.variantId === variantId),
    )
    if (gifts.length === 0) throw error
    throw new Overtaken(gifts.map(({ variantId }) => variantId))
  }
