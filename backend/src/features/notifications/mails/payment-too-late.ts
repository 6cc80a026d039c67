import { type Letter, letter, link, small, text } from '#features/notifications/letter.ts'
import type { Occasion } from '#features/notifications/occasion.ts'
import { formatMoney, type Money } from '#platform/money.ts'

/** Money came for an order that could no longer take it, and goes back whole. */
export function paymentTooLate({ order, page }: Occasion, amount: Money): Letter {
  const sum = formatMoney(amount)
  return letter({
    subject: `Your payment for order ${order.number} goes back in full`,
    preheader: `${sum} is on its way back.`,
    heading: `${sum} is on its way back.`,
    parts: [
      text(`${whatHappened(order)} We have sent all of it back, ${sum}, the way you paid.`),
      small('Banks take 5 to 10 working days to show it.'),
      link('See your order', page),
      small('We are sorry for the trouble. Answer this mail if there is anything we can do.'),
    ],
  })
}

function whatHappened({ status, number }: Occasion['order']): string {
  switch (status) {
    case 'placed':
      return `Order ${number} was paid twice. The order stands as it is, and the second payment is not needed.`
    case 'cancelled':
      return `Your payment came after order ${number} was cancelled.`
    case 'awaiting_payment':
    case 'expired':
      return `Your payment for order ${number} came after the time we could hold your things, and somebody else had bought them meanwhile.`
  }
}
