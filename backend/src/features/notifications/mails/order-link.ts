import { button, type Letter, letter, small, text } from '#features/notifications/letter.ts'
import type { Occasion } from '#features/notifications/occasion.ts'

/** The link to an order, for somebody who lost it. */
export function orderLink({ order, page }: Occasion): Letter {
  const { number } = order
  return letter({
    subject: `The link to your order ${number}`,
    preheader: 'It shows you how your order stands.',
    heading: 'Here is your order.',
    parts: [
      text(`You asked for the link to order ${number}. It shows how the order stands.`),
      button('See your order', page),
      small(
        'Whoever has the link can see the order, so keep it to yourself. If you did not ask for it, there is nothing to do: it went to nobody but you.',
      ),
    ],
  })
}
