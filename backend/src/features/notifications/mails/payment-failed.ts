import { button, type Letter, letter, small, text } from '#features/notifications/letter.ts'
import type { Occasion } from '#features/notifications/occasion.ts'
import { moment } from '#features/notifications/words.ts'

/** The bank said no after all; the things are held for a while longer. */
export function paymentFailed({ shop, order, page }: Occasion): Letter {
  const { number, expiresAt } = order
  return letter({
    subject: `The payment for order ${number} did not go through`,
    preheader: 'Nothing was taken. You can pay in another way.',
    heading: 'The payment did not go through.',
    parts: [
      text(
        expiresAt === null
          ? 'Your bank did not make the payment. Nothing was taken.'
          : `Your bank did not make the payment. Nothing was taken, and we hold your things until ${moment(expiresAt, shop.timeZone)}.`,
      ),
      text('To have them, pay again, with another card or in another way.'),
      button('Pay now', page),
      small('If you no longer want them, there is nothing to do.'),
    ],
  })
}
