import type { OrderView } from '#web/api/orders.ts'
import { formatDays, formatMoney, formatTime } from '#web/lib/format.ts'
import type { StatusTone } from '#web/ui/StatusBadge.tsx'

/** Where an order stands, as we would say it to its customer. */
export interface OrderStory {
  readonly tone: StatusTone
  /** One or two words, for the badge. */
  readonly word: string
  readonly title: string
  readonly text: string
}

/** What only the page knows: whether the payment is being asked about, and why the last try failed. */
export interface Asked {
  readonly confirming: boolean
  /** Whole sentences: why, that nothing was taken, what to try. */
  readonly declined: string | null
}

type Told = Pick<
  OrderView,
  | 'status'
  | 'paymentStatus'
  | 'fulfilmentStatus'
  | 'delivery'
  | 'email'
  | 'refunded'
  | 'canPay'
  | 'expiresAt'
  | 'timeline'
>

export function storyOf(order: Told, asked: Asked): OrderStory {
  if (order.status === 'cancelled') return cancelled(order)
  if (order.status === 'expired') return expired(order)
  if (order.paymentStatus === 'refunded') return paidBack(order)
  if (order.status === 'placed') return ON_ITS_WAY[order.fulfilmentStatus](order)
  return unpaid(order, asked)
}

/** For a payment that failed without a reason that fits: a bank debit knows no card to blame. */
const NO_REASON_GIVEN =
  'Your bank did not make the payment. Nothing was taken. Try again, or pay another way.'

/** Why the last try failed: the words of a card's refusal say nothing about a bank debit that failed after it. */
function reasonOf({ timeline }: Told, declined: string | null): string {
  const last = timeline.findLast(({ event }) => FAILURES.includes(event))
  return last?.event === 'payment_failed' || declined === null ? NO_REASON_GIVEN : declined
}

const FAILURES: readonly OrderView['timeline'][number]['event'][] = [
  'payment_declined',
  'payment_failed',
]

function unpaid(order: Told, { confirming, declined }: Asked): OrderStory {
  const { paymentStatus, email, expiresAt } = order
  const until = expiresAt === null ? '' : ` until ${formatTime(expiresAt)}`

  if (confirming) {
    return {
      tone: 'waiting',
      word: 'Confirming',
      title: 'Confirming your payment',
      text: 'This takes a moment. The things are held for you.',
    }
  }
  if (paymentStatus === 'processing') {
    return {
      tone: 'waiting',
      word: 'Payment on its way',
      title: 'Your bank is still working on it',
      text: `The things are held for you meanwhile. We write to ${email} as soon as the payment is in; you need not wait here.`,
    }
  }
  if (declined !== null || paymentStatus === 'failed') {
    return {
      tone: 'attention',
      word: 'Not paid',
      title: 'The payment did not go through',
      text: `${reasonOf(order, declined)} The things are held for you${until}.`,
    }
  }
  return {
    tone: 'attention',
    word: 'Not paid yet',
    title: 'This order is not paid yet',
    text: `The things are held for you${until}. Nothing was taken so far.`,
  }
}

function expired({ canPay }: Told): OrderStory {
  return {
    tone: 'stopped',
    word: 'Expired',
    title: 'The time to pay ran out',
    text: canPay
      ? 'Nothing was taken. You can still pay now, as long as everything is there.'
      : 'Nothing was taken and the things went back on the shelf. Your basket is still there: check out again if you like.',
  }
}

const DAYS_AT_THE_BANK = 'Banks take 5 to 10 working days to show it.'

function cancelled({ refunded, paymentStatus }: Told): OrderStory {
  const told = { tone: 'stopped', word: 'Cancelled', title: 'This order is cancelled' } as const

  if (refunded.minor > 0) {
    return { ...told, text: `We sent ${formatMoney(refunded)} back. ${DAYS_AT_THE_BANK}` }
  }
  return paymentStatus === 'paid'
    ? { ...told, text: `Your money is on its way back. ${DAYS_AT_THE_BANK}` }
    : { ...told, text: 'Nothing was taken.' }
}

function paidBack({ refunded }: Told): OrderStory {
  return {
    tone: 'stopped',
    word: 'Refunded',
    title: 'Your money is on its way back',
    text: `We sent ${formatMoney(refunded)} back. ${DAYS_AT_THE_BANK}`,
  }
}

type OnItsWay = Readonly<Record<OrderView['fulfilmentStatus'], (order: Told) => OrderStory>>

const ON_ITS_WAY: OnItsWay = {
  unfulfilled: ({ delivery, email }) => ({
    tone: 'good',
    word: 'Paid',
    title: 'Paid. We’re packing it.',
    text:
      delivery.kind === 'collection'
        ? `Ready ${formatDays(delivery.arrives)}. We write to ${email} as soon as you can fetch it.`
        : `With you ${formatDays(delivery.arrives)}. We write to ${email} when it leaves.`,
  }),
  partially_fulfilled: ({ email }) => ({
    tone: 'good',
    word: 'Partly sent',
    title: 'Part of it is on its way',
    text: `The rest follows. We write to ${email} when it leaves.`,
  }),
  fulfilled: ({ delivery }) => ({
    tone: 'good',
    word: 'Sent',
    title: 'It is on its way',
    text: `With you ${formatDays(delivery.arrives)}.`,
  }),
  ready_for_collection: () => ({
    tone: 'good',
    word: 'Ready',
    title: 'It is ready for you to fetch',
    text: 'Bring the order number. We keep it for you behind the counter.',
  }),
  collected: () => ({
    tone: 'good',
    word: 'Collected',
    title: 'You have fetched it',
    text: 'Thank you. We hope it serves you well.',
  }),
  returned: () => ({
    tone: 'neutral',
    word: 'Returned',
    title: 'It came back to us',
    text: 'Thank you for sending it back.',
  }),
}
