import { daysBefore } from './days.ts'
import type { Good } from './goods.ts'
import type { Random } from './random.ts'

export interface PlannedLine {
  readonly good: Good
  readonly quantity: number
  readonly unitPriceMinor: number
}

/** Since when what is reduced today has been reduced. */
const REDUCED_DAYS = 26

/** Fills baskets from the shelf, so that cheap and liked things sell often and the workbench hardly ever. */
export function createBaskets(random: Random, goods: readonly Good[], now: Date) {
  const liking = new Map(goods.map((good) => [good, likingOf(good, random)]))
  const reducedSince = daysBefore(now, REDUCED_DAYS)
  const oneOffs = new Set<Good>()

  /** What was on the shelf then: of used things there is only ever one. */
  const onShelf = (good: Good, at: Date) =>
    good.since < at && (good.condition !== 'used' || (good.onHand === 0 && !oneOffs.has(good)))

  function lineOf(good: Good, at: Date): PlannedLine {
    if (good.condition === 'used') oneOffs.add(good)
    const { priceMinor, compareAtMinor } = good
    const unitPriceMinor = at < reducedSince ? (compareAtMinor ?? priceMinor) : priceMinor
    return { good, quantity: quantityOf(good, random), unitPriceMinor }
  }

  return {
    fill(at: Date): readonly PlannedLine[] {
      const wanted = random.weighted([1, 2, 3, 4, 5], (lines) => 1 / lines ** 1.3)
      const picked: PlannedLine[] = []
      for (let left = wanted; left > 0; left -= 1) {
        const rest = goods.filter(
          (good) => onShelf(good, at) && picked.every((line) => line.good !== good),
        )
        picked.push(
          lineOf(
            random.weighted(rest, (good) => liking.get(good) ?? 0),
            at,
          ),
        )
      }
      return picked
    },
  }
}

/** How often something sells beside others: by its price, its age on the shelf, and taste. */
function likingOf({ priceMinor, daysOld, onHand }: Good, random: Random): number {
  const taste = 0.3 + random.next() * 1.5
  const price = (2500 / (priceMinor + 1500)) ** 1.2
  // What has lain about for two years with plenty left is what nobody asks for.
  const isDead = daysOld > 700 && onHand > 10
  return taste * price * (isDead ? 0.25 : 1)
}

function quantityOf({ priceMinor, condition }: Good, random: Random): number {
  if (condition === 'used') return 1
  if (priceMinor < 600) return random.weighted([1, 2, 3, 4, 6], (units) => 1 / units)
  if (priceMinor < 1500) return random.weighted([1, 2, 4], (units) => 1 / units ** 1.5)
  return random.chance(0.07) && priceMinor < 6000 ? 2 : 1
}
