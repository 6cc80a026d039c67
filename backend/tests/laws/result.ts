/** What a proof came to. */
export interface Proof {
  /** How much was tried, in words. */
  readonly line: string
  /** Each way in which a law was broken. */
  readonly violations: readonly string[]
}

const figures = new Intl.NumberFormat('en-GB')

/** "1,000 sequences" */
export const count = (number: number, noun: string): string => `${figures.format(number)} ${noun}`
