import { facts, type Letter, letter, link, small, text } from '#features/notifications/letter.ts'
import type { Occasion } from '#features/notifications/occasion.ts'
import { optionWords } from '#features/notifications/words.ts'
import type { RefundView } from '#features/orders/contract.ts'
import { formatMoney, money } from '#platform/money.ts'

/** Money went back: how much, for what, and when it will be there. */
export function orderRefunded({ order, page, paper }: Occasion, refund: RefundView): Letter {
  const { number, totals, refunded } = order
  const sum = formatMoney(refund.amount)
  const isPartOfIt = refunded.minor > 0 && refunded.minor < totals.total.minor
  const { creditNote, reason } = refund
  return letter({
    subject: `${sum} refunded for order ${number}`,
    preheader: 'It goes back the way you paid.',
    heading: `We refunded ${sum}.`,
    parts: [
      text(
        `${sum} for order ${number} went back the way you paid. Banks take 5 to 10 working days to show it.`,
      ),
      reason === null ? null : text(`The reason: ${reason}`),
      facts(whatFor(refund, order.delivery.label)),
      isPartOfIt
        ? facts([
            ['Paid', formatMoney(totals.total)],
            ['Refunded so far', formatMoney(refunded)],
          ])
        : null,
      link('See your order', page),
      creditNote === null ? null : link('Credit note (PDF)', paper(`credit-notes/${creditNote}`)),
      small("If it is not there after that, answer this mail and we'll look into it."),
    ],
  })
}

/** Its lines, the delivery and the rest, each with its sum; nothing where it is only a sum. */
function whatFor(
  { lines, delivery, amount }: RefundView,
  deliveryLabel: string,
): readonly (readonly [string, string])[] {
  const known = lines.reduce((sum, line) => sum + line.amount.minor, delivery.minor)
  const rest = money(amount.minor - known, amount.currency)
  if (known === 0) return []
  return [
    ...lines.map(({ quantity, title, options, amount: worth }): readonly [string, string] => [
      [`${quantity} × ${title}`, optionWords(options)].filter(Boolean).join(', '),
      formatMoney(worth),
    ]),
    ...(delivery.minor > 0 ? [[deliveryLabel, formatMoney(delivery)] as const] : []),
    ...(rest.minor > 0 ? [['For the order as a whole', formatMoney(rest)] as const] : []),
  ]
}
