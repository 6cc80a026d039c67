import {
  bill,
  button,
  facts,
  type Letter,
  letter,
  link,
  small,
  text,
} from '#features/notifications/letter.ts'
import type { Occasion } from '#features/notifications/occasion.ts'
import { addressLines, day, shopLines, span } from '#features/notifications/words.ts'

/** The confirmation: what was bought, what it cost, and when and where it arrives. */
export function orderPlaced({ shop, order, page, paper }: Occasion): Letter {
  const { number, totals, name, placedAt, createdAt, canCancel } = order
  const isFree = totals.total.minor === 0
  const heading = isFree ? "Thank you. We're packing it." : "Paid. We're packing it."
  return letter({
    subject: isFree ? `Order ${number} is confirmed` : `Order ${number} is paid and confirmed`,
    preheader: `${arrival(order)} Here is what you bought.`,
    heading,
    parts: [
      text(`Thank you for your order, ${name}. We'll write again when it ${nextStep(order)}.`),
      facts([
        ['Order number', String(number)],
        ['Ordered on', day(placedAt ?? createdAt, shop.timeZone)],
        ...whereTo({ shop, order }),
      ]),
      bill(order),
      ...giftsGone(order),
      button('See your order', page),
      order.invoice ? link('Invoice (PDF)', paper('invoice')) : null,
      canCancel
        ? small('Changed your mind? Until it is packed you can cancel it on that page.')
        : null,
      small("Is something not right, or do you need a hand? Answer this mail and we'll see to it."),
    ],
  })
}

/** Who was shown a gift and does not get it is told. */
const giftsGone = ({ timeline }: Occasion['order']) =>
  timeline.filter(({ event }) => event === 'gift_gone').map(({ detail }) => text(detail))

const nextStep = ({ delivery }: Occasion['order']): string =>
  delivery.kind === 'delivery' ? 'is on its way' : 'is ready to be collected'

function arrival({ delivery: { kind, arrives } }: Occasion['order']): string {
  return kind === 'delivery' ? `It arrives ${span(arrives)}.` : `It is ready ${span(arrives)}.`
}

function whereTo({
  shop,
  order: { name, delivery },
}: Pick<Occasion, 'shop' | 'order'>): readonly (readonly [
  string,
  string | readonly string[] | null,
])[] {
  if (delivery.kind === 'collection') {
    return [
      ['To be collected from', shopLines(shop)],
      ['Ready', span(delivery.arrives)],
      ['Open', shop.openingHours],
    ]
  }
  return [
    [delivery.label, `Arrives ${span(delivery.arrives)}`],
    ['Going to', delivery.address && addressLines(name, delivery.address)],
  ]
}
