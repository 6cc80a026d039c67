import { facts, type Letter, letter, link, small, text } from '#features/notifications/letter.ts'
import type { Occasion } from '#features/notifications/occasion.ts'
import { formatMoney, type Money } from '#platform/money.ts'

/** Money went back. */
export function orderRefunded({ order, page }: Occasion, amount: Money): Letter {
  const { number, totals, refunded } = order
  const sum = formatMoney(amount)
  const isPartOfIt = refunded.minor > 0 && refunded.minor < totals.total.minor
  return letter({
    subject: `${sum} refunded for order ${number}`,
    preheader: 'It goes back the way you paid.',
    heading: `We refunded ${sum}.`,
    parts: [
      text(
        `${sum} for order ${number} went back the way you paid. Banks take 5 to 10 working days to show it.`,
      ),
      isPartOfIt
        ? facts([
            ['Paid', formatMoney(totals.total)],
            ['Refunded so far', formatMoney(refunded)],
          ])
        : null,
      link('See your order', page),
      small("If it is not there after that, answer this mail and we'll look into it."),
    ],
  })
}
