import { problemType } from '#platform/problem.ts'

/** Why a person changes the units on hand. */
export const ADJUSTMENT_REASONS = ['received', 'counted', 'damaged', 'lost', 'returned'] as const
export const MOVEMENT_REASONS = [
  ...ADJUSTMENT_REASONS,
  'initial',
  'import',
  'sale',
  'restock',
] as const
export type MovementReason = (typeof MOVEMENT_REASONS)[number]

export const outOfStock = problemType('out-of-stock', 'conflict', 'Not enough left')
export const stockTooLow = problemType('stock-too-low', 'conflict', 'Not that many to take away')
/** More than any shop holds, and less than the database's integers. */
export const MOST_ON_HAND = 1_000_000_000
export const stockTooHigh = problemType('stock-too-high', 'conflict', 'More than can be counted')
export const variantNotFound = problemType('variant-not-found', 'not-found', 'No such variant')

export interface Wanted {
  readonly variantId: string
  readonly quantity: number
}

/**
 * One entry a variant, in the order of their ids. Every transaction locks in this order, so that two carts with the same
 * variants cannot wait for each other.
 */
export function inLockOrder(wanted: readonly Wanted[]): readonly Wanted[] {
  const quantities = new Map<string, number>()
  for (const { variantId, quantity } of wanted) {
    quantities.set(variantId, (quantities.get(variantId) ?? 0) + quantity)
  }
  return [...quantities]
    .map(([variantId, quantity]) => ({ variantId, quantity }))
    .toSorted((a, b) => (a.variantId < b.variantId ? -1 : 1))
}
