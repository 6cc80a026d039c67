import { type Letter, letter, link, small, text } from '#features/notifications/letter.ts'
import type { Occasion } from '#features/notifications/occasion.ts'
import { lastDayToReturn } from '#features/notifications/rules.ts'
import { day } from '#features/notifications/words.ts'

/** Thanks, and how to bring something back. */
export function orderCollected({ shop, order, page }: Occasion, collectedAt: string): Letter {
  const { number } = order
  const until = lastDayToReturn(new Date(collectedAt), shop.returnDays)
  return letter({
    subject: `Thank you for collecting order ${number}`,
    preheader: 'Enjoy it. If something is not right, tell us.',
    heading: 'Thank you for coming by.',
    parts: [
      text(
        `You collected order ${number} on ${day(collectedAt, shop.timeZone)}. We hope you enjoy it for a long time.`,
      ),
      until === null
        ? null
        : text(
            `If you do not want to keep something, you can bring it back until ${day(until, shop.timeZone)}, that is ${shop.returnDays} days. Bring the order number with you, or answer this mail first.`,
          ),
      small(
        "Is something broken, or not what you ordered? Answer this mail and we'll put it right.",
      ),
      link('See your order', page),
    ],
  })
}
