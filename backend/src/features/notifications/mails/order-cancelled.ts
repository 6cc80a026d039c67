import { type Letter, letter, link, small, text } from '#features/notifications/letter.ts'
import type { Occasion } from '#features/notifications/occasion.ts'
import { formatMoney, type Money } from '#platform/money.ts'

interface Cancelled {
  readonly wasPaid: boolean
  /** What is on its way back to the customer. */
  readonly goingBack: Money
  /** What the shop said, if anything. */
  readonly reason: string | null
}

/**
 * The order has ended, and what happens to the money. It says nothing that the customer typed: an unpaid order proves nobody's
 * address, and whoever gets this mail may never have been here.
 */
export function orderCancelled({ order, page }: Occasion, cancelled: Cancelled): Letter {
  const { number } = order
  const money = aboutMoney(cancelled)
  return letter({
    subject: `Order ${number} is cancelled`,
    preheader: money,
    heading: `Order ${number} is cancelled.`,
    parts: [
      text(money),
      cancelled.reason ? text(`The reason: ${cancelled.reason}`) : null,
      cancelled.goingBack.minor > 0
        ? small('It goes back the way you paid. Banks take 5 to 10 working days to show it.')
        : null,
      link('See your order', page),
      small("If this is not what you wanted, answer this mail and we'll see what can be done."),
    ],
  })
}

function aboutMoney({ wasPaid, goingBack }: Cancelled): string {
  if (goingBack.minor > 0) return `Your refund of ${formatMoney(goingBack)} is on its way.`
  return wasPaid ? 'There was nothing to pay, so nothing goes back.' : 'Nothing was taken.'
}
