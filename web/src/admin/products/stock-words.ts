import type { Adjustment, MovementView } from '#web/api/admin-products.ts'

type Reason = Adjustment['reason']

interface ReasonWords {
  readonly label: string
  /** What the number is. */
  readonly asks: string
  /** What a number does to the units on hand. */
  readonly delta: (units: number, onHand: number) => number
}

/** Why a person changes the units on hand, and what is asked for then: nobody has to think in signs. */
export const REASONS: Readonly<Record<Reason, ReasonWords>> = {
  received: { label: 'Came in', asks: 'Units that came in', delta: (units) => units },
  counted: {
    label: 'Counted',
    asks: 'Units you counted on the shelf',
    delta: (units, onHand) => units - onHand,
  },
  damaged: { label: 'Damaged', asks: 'Units that are damaged', delta: (units) => -units },
  lost: { label: 'Missing', asks: 'Units that are missing', delta: (units) => -units },
  returned: { label: 'Came back', asks: 'Units that came back', delta: (units) => units },
}

const MOVED: Readonly<Record<MovementView['reason'], string>> = {
  received: 'Came in',
  counted: 'Counted',
  damaged: 'Damaged',
  lost: 'Missing',
  returned: 'Came back',
  initial: 'First stock',
  import: 'Import',
  sale: 'Sold',
  restock: 'Back from a cancelled order',
}

export const movementInWords = (reason: MovementView['reason']): string => MOVED[reason]

/** "+3", "−2": with a sign, and a minus that is as wide as the plus. */
export const signed = (units: number): string => (units < 0 ? `−${Math.abs(units)}` : `+${units}`)

export function isReason(value: string): value is Reason {
  return value in REASONS
}
