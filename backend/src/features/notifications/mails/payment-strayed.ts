import { facts, type Letter, letter, small, text } from '#features/notifications/letter.ts'
import { formatMoney, type Money } from '#platform/money.ts'

interface Strayed {
  readonly amount: Money
  /** Who paid, as far as Stripe knows. */
  readonly email: string | null
  /** What Stripe calls it. */
  readonly reference: string
}

/** To whoever paid for what is no order: the money goes back. */
export function paymentStrayed({ amount, reference }: Strayed): Letter {
  const sum = formatMoney(amount)
  return letter({
    subject: `Your payment of ${sum} goes back in full`,
    preheader: `It belongs to no order, and ${sum} is on its way back.`,
    heading: `${sum} is on its way back.`,
    parts: [
      text(
        `We received a payment of ${sum} from you that belongs to no order of ours. We have sent all of it back, the way you paid, and nothing was ordered.`,
      ),
      small('Banks take 5 to 10 working days to show it.'),
      small(
        `We are sorry for the trouble. If you meant to buy something, order it again, or answer this mail. The payment's reference is ${reference}.`,
      ),
    ],
  })
}

/** To the owner: money came that belongs to no order. */
export function strayPaymentFound(
  { amount, email, reference }: Strayed,
  { refusal }: { readonly refusal: string | null },
): Letter {
  const sum = formatMoney(amount)
  const isBack = refusal === null
  return letter({
    subject: isBack
      ? `A payment of ${sum} belonged to no order and goes back`
      : `A payment of ${sum} belongs to no order and could not be sent back`,
    preheader: isBack ? 'There is nothing for you to do.' : 'It wants you to look at Stripe.',
    heading: isBack ? `${sum} goes back.` : `${sum} is still with you.`,
    parts: [
      text(
        `Comparing the books with Stripe found a payment on a page of this shop that belongs to no order. ${
          isBack
            ? 'All of it has been sent back, and whoever paid was told.'
            : 'Stripe did not take the refund.'
        }`,
      ),
      facts([
        ['Amount', sum],
        ['Paid by', email],
        ['Reference', reference],
        ['Stripe says', refusal],
      ]),
      isBack
        ? null
        : text(
            'Look for the reference in the Stripe dashboard and send the money back from there.',
          ),
    ],
  })
}
