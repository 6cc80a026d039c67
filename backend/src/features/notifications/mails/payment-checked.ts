import { type Letter, letter, link, small, text } from '#features/notifications/letter.ts'
import type { Occasion } from '#features/notifications/occasion.ts'

/** Money came that does not fit the order, and a person looks at it before anything is packed. */
export function paymentChecked({ order, page }: Occasion): Letter {
  const { number } = order
  return letter({
    subject: `We are checking your payment for order ${number}`,
    preheader: 'You need not pay again. We write as soon as it is settled.',
    heading: 'We are checking your payment.',
    parts: [
      text(
        `Something about the payment for order ${number} does not fit, so one of us looks at it before we pack anything. You need not pay again: we write as soon as it is settled.`,
      ),
      link('See your order', page),
      small('If something is not clear, answer this mail.'),
    ],
  })
}
