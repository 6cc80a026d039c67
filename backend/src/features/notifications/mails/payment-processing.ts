import { bill, type Letter, letter, link, text } from '#features/notifications/letter.ts'
import type { Occasion } from '#features/notifications/occasion.ts'

/** The order is made and its payment is with the bank. */
export function paymentProcessing({ order, page }: Occasion): Letter {
  const { number } = order
  return letter({
    subject: `Order ${number}: your bank is working on the payment`,
    preheader: 'That can take a few days. We hold your things until then.',
    heading: 'Your bank is working on it.',
    parts: [
      text(
        `We have your order ${number}. The payment is with your bank, and that can take a few days. We hold your things until then, and write as soon as it is paid.`,
      ),
      bill(order),
      link('See your order', page),
    ],
  })
}
