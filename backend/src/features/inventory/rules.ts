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
