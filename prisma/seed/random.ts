/** Numbers that look drawn by chance and are the same on every machine. */
export interface Random {
  /** From 0 up to, but not, 1. */
  next(): number
  /** A whole number, both ends included. */
  between(least: number, most: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** Picks by weight; a weight of 0 is never picked. */
  weighted<T>(list: readonly T[], weightOf: (one: T) => number): T
}

/** Mulberry32: small, quick and even enough for a demo. */
export function createRandom(seed: number): Random {
  let state = seed

  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  function weighted<T>(list: readonly T[], weightOf: (one: T) => number): T {
    const total = list.reduce((sum, one) => sum + weightOf(one), 0)
    let left = next() * total
    const found = list.find((one) => {
      left -= weightOf(one)
      return left < 0
    })
    if (found === undefined) throw new Error('There is nothing to pick from.')
    return found
  }

  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    chance: (probability) => next() < probability,
    pick: (list) => weighted(list, () => 1),
    weighted,
  }
}
