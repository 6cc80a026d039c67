import {
  button,
  facts,
  type Letter,
  letter,
  text,
  type Unit,
  units,
} from '#features/notifications/letter.ts'
import type { Occasion } from '#features/notifications/occasion.ts'
import { shopLines } from '#features/notifications/words.ts'

/** The order waits in the shop: where that is, when it is open, and what to show there. */
export function orderReady({ shop, order, page }: Occasion, contents: readonly Unit[]): Letter {
  const { number } = order
  return letter({
    subject: `Order ${number} is ready to be collected`,
    preheader: `Come by when it suits you, and show the number ${number}.`,
    heading: 'Ready when you are.',
    parts: [
      text(`Your order ${number} is packed and waiting for you. Show its number when you come.`),
      facts([
        ['Order number', String(number)],
        ['Where', shopLines(shop)],
        ['Open', shop.openingHours],
      ]),
      units(contents),
      button('See your order', page),
    ],
  })
}
