import {
  button,
  facts,
  type Letter,
  letter,
  link,
  small,
  text,
  type Unit,
  units,
} from '#features/notifications/letter.ts'
import type { Occasion } from '#features/notifications/occasion.ts'
import { addressLines, day } from '#features/notifications/words.ts'
import type { FulfilmentView } from '#features/orders/contract.ts'

interface Sent {
  readonly parcel: FulfilmentView
  readonly contents: readonly Unit[]
}

/** The parcel has left: how to follow it, and what is in it. */
export function orderSent({ shop, order, page }: Occasion, { parcel, contents }: Sent): Letter {
  const { number, name, delivery } = order
  const { carrier, trackingNumber, trackingUrl } = parcel
  const sentAt = parcel.sentAt ?? parcel.packedAt
  return letter({
    subject: `Order ${number} is on its way`,
    preheader: [sentWords(carrier), arrival(order, sentAt)].filter(Boolean).join(' '),
    heading: "It's on its way.",
    parts: [
      text(
        [
          `Your order ${number} left us on ${day(sentAt, shop.timeZone)}${carrier ? ` with ${carrier}` : ''}.`,
          arrival(order, sentAt),
        ]
          .filter(Boolean)
          .join(' '),
      ),
      trackingUrl ? button('Track the parcel', trackingUrl) : button('See your order', page),
      facts([
        ['Carrier', carrier],
        ['Tracking number', trackingNumber],
        ['Going to', delivery.address && addressLines(name, delivery.address)],
      ]),
      units(contents),
      trackingUrl ? link('See your order', page) : null,
      trackingNumber ? small('It can take a day until the carrier knows the number.') : null,
      small("If it does not arrive, or arrives broken, answer this mail and we'll put it right."),
    ],
  })
}

const sentWords = (carrier: string | null): string =>
  carrier ? `Sent with ${carrier}.` : 'Your parcel has left us.'

/** The day that was promised; nothing once the parcel left after it, since the promise is broken then. */
function arrival({ delivery }: Occasion['order'], sentAt: string): string | null {
  const { to } = delivery.arrives
  return sentAt.slice(0, 10) <= to ? `We expect it to arrive by ${day(to)}.` : null
}
