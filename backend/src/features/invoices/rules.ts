import { problemType } from '#platform/problem.ts'

export const invoiceNotFound = problemType('invoice-not-found', 'not-found', 'No such invoice')
export const creditNoteNotFound = problemType(
  'credit-note-not-found',
  'not-found',
  'No such credit note',
)

/** What of an amount is taxed at one rate; amounts in minor units, the tax contained in the total. */
export interface TaxShare {
  readonly rateBp: number
  readonly totalMinor: number
  readonly taxMinor: number
}

/** Shares of one rate become one, the highest rate first; what comes to nothing is left out. */
export function byRate(shares: readonly TaxShare[]): readonly TaxShare[] {
  const sums = new Map<number, TaxShare>()
  for (const { rateBp, totalMinor, taxMinor } of shares) {
    const before = sums.get(rateBp) ?? { rateBp, totalMinor: 0, taxMinor: 0 }
    sums.set(rateBp, {
      rateBp,
      totalMinor: before.totalMinor + totalMinor,
      taxMinor: before.taxMinor + taxMinor,
    })
  }
  return [...sums.values()]
    .filter(({ totalMinor, taxMinor }) => totalMinor !== 0 || taxMinor !== 0)
    .toSorted((a, b) => b.rateBp - a.rateBp)
}

/** The same shares with the other sign. */
export const negative = (shares: readonly TaxShare[]): readonly TaxShare[] =>
  shares.map(({ rateBp, totalMinor, taxMinor }) => ({
    rateBp,
    totalMinor: -totalMinor,
    taxMinor: -taxMinor,
  }))

export const taxIn = (shares: readonly TaxShare[]): number =>
  shares.reduce((sum, { taxMinor }) => sum + taxMinor, 0)
