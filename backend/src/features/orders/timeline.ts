import { z } from 'zod'

import type { OrderEventKind, StaffEventKind } from './rules.ts'

/** What an event may carry; anything else in it is for the books, not for telling. */
const Detail = z.object({
  reason: z.string().optional(),
  amount: z.string().optional(),
  title: z.string().optional(),
  carrier: z.string().nullish(),
  trackingNumber: z.string().nullish(),
})

type Teller = (detail: z.output<typeof Detail>) => string

const STORY: Readonly<Record<OrderEventKind, Teller>> = {
  created: () => 'Order made; your things are held for you.',
  gift_gone: ({ title }) =>
    `The gift has run out${title ? `: there is no ${title} left to put in` : ''}.`,
  payment_declined: ({ reason }) => reason ?? 'The card was declined. Nothing was taken.',
  payment_processing: () => 'Your bank is working on the payment. That can take a few days.',
  payment_failed: ({ reason }) => reason ?? 'The payment did not go through. Nothing was taken.',
  placed: () => 'Paid. Thank you.',
  expired: () => 'Not paid in time, so the things went back on the shelf.',
  cancelled: ({ reason }) => (reason ? `Cancelled: ${reason}` : 'Cancelled.'),
  refund_requested: ({ amount }) =>
    amount ? `${amount} is on its way back.` : 'A refund is on its way.',
  refunded: ({ amount }) => (amount ? `${amount} was refunded.` : 'Refunded.'),
  refund_failed: () => 'The refund did not go through. We are looking into it.',
  packed: () => 'Packed.',
  sent: ({ carrier, trackingNumber }) =>
    ['Sent', carrier && `with ${carrier}`, trackingNumber && `(${trackingNumber})`]
      .filter(Boolean)
      .join(' ') + '.',
  ready_for_collection: () => 'Ready to be collected.',
  collected: () => 'Collected. Enjoy it.',
  review_needed: () => 'We are checking the payment and will be in touch.',
}

/** Whoever writes one of these down finds its words too; they are for staff. */
const FOR_STAFF: Readonly<Record<StaffEventKind, string>> = {
  dispute_opened: "The customer's bank disputes the payment.",
  dispute_changed: 'The dispute went on.',
  fraud_warning: "The card's network suspects fraud.",
  payment_found: 'A payment was found at Stripe that the books did not have.',
  refund_beyond: 'Stripe sent more back than was left of the payment.',
}

/** What happened, in words for the staff. */
export function tellStaff(event: StaffEventKind, detail: unknown): string {
  const known = Detail.safeParse(detail)
  return (known.success ? known.data.reason : undefined) ?? FOR_STAFF[event]
}

/** What happened, in the customer's words. */
export function tell(event: OrderEventKind, detail: unknown): string {
  const known = Detail.safeParse(detail)
  return STORY[event](known.success ? known.data : {})
}
