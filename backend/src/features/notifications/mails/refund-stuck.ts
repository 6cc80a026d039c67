import { type Letter, letter, link, small, text } from '#features/notifications/letter.ts'
import type { Occasion } from '#features/notifications/occasion.ts'
import { formatMoney, type Money } from '#platform/money.ts'

/** Money that should have gone back did not: whoever waits for it is not left to wonder. */
export function refundStuck({ order, page }: Occasion, amount: Money): Letter {
  const { number } = order
  const sum = formatMoney(amount)
  return letter({
    subject: `Your refund of ${sum} for order ${number} is held up`,
    preheader: 'It did not go through. The money is still yours.',
    heading: `Your refund of ${sum} is held up.`,
    parts: [
      text(
        `We tried to send ${sum} back for order ${number}, and it did not go through. Often the card has been closed. The money is still yours: we are looking into it and will write to you.`,
      ),
      small(
        'If you know of a better way to send it, answer this mail. Please do not send us card or bank numbers.',
      ),
      link('See your order', page),
    ],
  })
}
