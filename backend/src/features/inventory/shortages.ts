import type { Clock } from '#platform/clock.ts'
import type { Outbox } from '#platform/outbox.ts'

import { heldTooLong } from './repository.ts'

export interface Shortages {
  /**
   * Somebody looked in vain for units of these SKUs. Where some are held for longer than an order is usually paid in, the event
   * `stock.held_too_long` tells whoever can end such orders; nobody waits for that here.
   */
  note(skus: readonly string[]): Promise<void>
}

/** After one note about a SKU its next ones say nothing new for so long. */
const SILENT_MS = 10_000

export function createShortages({
  clock,
  outbox,
}: {
  readonly clock: Clock
  readonly outbox: Outbox
}): Shortages {
  const noted = new Map<string, number>()

  function newsOf(skus: readonly string[]): readonly string[] {
    const now = clock.now().getTime()
    for (const [sku, at] of noted) if (Math.abs(now - at) >= SILENT_MS) noted.delete(sku)
    const news = skus.filter((sku) => !noted.has(sku))
    for (const sku of news) noted.set(sku, now)
    return news
  }

  return {
    async note(skus) {
      const news = newsOf(skus)
      if (news.length === 0) return
      const event = { name: 'stock.held_too_long', payload: { skus: [...news] } }
      await outbox.addIfNew(heldTooLong(news, clock.now()), event)
    },
  }
}
