import { notEnough } from './rules.ts'

export interface WantedLine {
  readonly sku: string
  readonly quantity: number
}

/** How many of each; lines of one variant are one. */
export function summed(lines: readonly WantedLine[]): Map<string, number> {
  const quantities = new Map<string, number>()
  for (const { sku, quantity } of lines) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity)
  return quantities
}

/** The refusal of more than there are: which, how many are left, and how many of those the cart has. */
export function tooMany(
  lines: readonly {
    sku: string
    title: string
    available: number
    quantity: number
    held: number
  }[],
) {
  const described = lines.map(({ title, available, held }) => {
    if (available === 0) return `${title} is sold out.`
    const inBasket = held > 0 ? ` and your basket has ${held} of them` : ''
    return `Only ${available} left of ${title}${inBasket}.`
  })
  return notEnough(`${described.join(' ')} Your basket is as it was.`, {
    lines: lines.map(({ sku, quantity, available, held }) => ({
      sku,
      wanted: quantity,
      available,
      inCart: held,
    })),
  })
}
