import { button, facts, type Letter, letter, text } from '#features/notifications/letter.ts'
import type { Occasion } from '#features/notifications/occasion.ts'
import { moment } from '#features/notifications/words.ts'
import { formatMoney, type Money } from '#platform/money.ts'

/** To the owner: a payment is not what its order asked for. */
export function orderNeedsReview({ order, adminPage }: Occasion, reason: string): Letter {
  const { number, totals, name, email } = order
  return letter({
    subject: `Order ${number} needs a look: its payment is in doubt`,
    preheader: reason,
    heading: `Order ${number} needs a look.`,
    parts: [
      text(`${reason} Nothing is packed until somebody has looked at it.`),
      facts([
        ['Order', String(number)],
        ['Total', formatMoney(totals.total)],
        ['Customer', [name, email]],
      ]),
      text(
        'Compare the payment at Stripe with the order. Then refund or cancel it, and write to the customer.',
      ),
      button('Open the order', adminPage),
    ],
  })
}

interface Disputed {
  readonly amount: Money
  /** What happened, in words. */
  readonly reason: string
  readonly isInquiry: boolean
  readonly dueBy: Date | null
}

/** To the owner: a customer's bank wants a payment back, or asks about it. */
export function disputeOpened(
  { order, adminPage, shop }: Occasion,
  { amount, reason, isInquiry, dueBy }: Disputed,
): Letter {
  const { number, name, email } = order
  const sum = formatMoney(amount)
  const what = isInquiry ? 'is asked about' : 'is disputed'
  return letter({
    subject: `${sum} of order ${number} ${what} by the customer's bank`,
    preheader: reason,
    heading: `${sum} of order ${number} ${what}.`,
    parts: [
      text(`${reason} The order waits for your look, and nothing of it is packed meanwhile.`),
      facts([
        ['Order', String(number)],
        ['Amount', sum],
        ...(dueBy ? [['Answer by', moment(dueBy.toISOString(), shop.timeZone)] as const] : []),
        ['Customer', [name, email]],
      ]),
      text(
        'Answer in the Stripe dashboard, with the proof of delivery if there is one; silence loses the money. Often it is enough to write to the customer.',
      ),
      button('Open the order', adminPage),
    ],
  })
}

/** To the owner: money that should have gone back did not. */
export function refundFailed({ order, adminPage }: Occasion, amount: Money): Letter {
  const { number, name, email } = order
  const sum = formatMoney(amount)
  return letter({
    subject: `A refund of ${sum} for order ${number} did not go through`,
    preheader: 'The customer still waits for it.',
    heading: `A refund of ${sum} did not go through.`,
    parts: [
      text(
        `The customer's bank did not take the money for order ${number}, so it is still with you. Often the card has been closed.`,
      ),
      facts([
        ['Order', String(number)],
        ['Amount', sum],
        ['Customer', [name, email]],
      ]),
      text('Ask the customer where it should go, then refund it again or send it in another way.'),
      button('Open the order', adminPage),
    ],
  })
}

/** To the owner: money came for an order that could not take it any more, and is on its way back. */
export function paymentWentBack(
  { order, adminPage }: Occasion,
  { amount, reason }: { readonly amount: Money; readonly reason: string },
): Letter {
  const { number, name, email } = order
  const sum = formatMoney(amount)
  return letter({
    subject: `${sum} for order ${number} came too late and goes back`,
    preheader: reason,
    heading: `${sum} for order ${number} goes back.`,
    parts: [
      text(`${reason} All of it goes back by itself, and the customer has been told.`),
      facts([
        ['Order', String(number)],
        ['Amount', sum],
        ['Customer', [name, email]],
      ]),
      text('You need do nothing. If you can still send the things, write to the customer.'),
      button('Open the order', adminPage),
    ],
  })
}

export interface ParkedEvent {
  /** Stripe's id of the event. */
  readonly eventId: string
  readonly type: string
  readonly why: string
}

/** To the owner: Stripe said something that the shop did not act on. */
export function webhookParked({ eventId, type, why }: ParkedEvent): Letter {
  return letter({
    subject: 'A message from Stripe was put aside',
    preheader: 'Somebody has to look at it.',
    heading: 'A message from Stripe was put aside.',
    parts: [
      text(`${WHY_PARKED[why] ?? 'We could not make sense of it.'} Nothing was changed by it.`),
      facts([
        ['Event', eventId],
        ['Kind', type],
      ]),
      text(
        'Look it up in the Stripe dashboard, under Developers. If it tells of money, the next comparison with Stripe takes it in within a quarter of an hour. There may be more of them today; this is the only mail about it.',
      ),
    ],
  })
}

const WHY_PARKED: Readonly<Record<string, string>> = {
  'live event': 'It tells of real money, and this is a test shop.',
  'test event': 'It comes from Stripe in test mode, and this shop takes real money.',
  'other account': 'It is about another Stripe account than yours.',
}
