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
  | 'refunds'
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
  const { paymentStatus, email, expiresAt, canPay } = order
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
  if (!canPay) return checking(order)
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

function checking({ email }: Told): OrderStory {
  return {
    tone: 'waiting',
    word: 'Being checked',
    title: 'We are checking your payment',
    text: `Something about it does not fit, so one of us looks at it. You need not pay again: we write to ${email} as soon as it is settled.`,
  }
}

function expired(order: Told): OrderStory {
  const told = { tone: 'stopped', word: 'Expired' } as const
  const back = moneyBack(order)
  if (back !== null) {
    return {
      ...told,
      title: 'Your payment came too late',
      text: `The things had gone back on the shelf by then, and there were not enough left. ${back} We are sorry for the trouble.`,
    }
  }
  if (order.timeline.some(({ event }) => event === 'review_needed')) return checking(order)
  return {
    ...told,
    title: 'The time to pay ran out',
    text: 'Nothing was taken and the things went back on the shelf. Your basket is still there: check out again if you like.',
  }
}

const DAYS_AT_THE_BANK = 'Banks take 5 to 10 working days to show it.'

/** What becomes of the money of an order that ended; null while none of it goes back. */
function moneyBack({ refunded, refunds, paymentStatus }: Told): string | null {
  const pendingMinor = refunds
    .filter(({ status }) => status === 'pending')
    .reduce((sum, { amount }) => sum + amount.minor, 0)
  const all = formatMoney({ ...refunded, minor: refunded.minor + pendingMinor })

  if (pendingMinor > 0) return `${all} is on its way back to you. ${DAYS_AT_THE_BANK}`
  if (refunded.minor > 0) return `We sent ${all} back. ${DAYS_AT_THE_BANK}`
  if (refunds.some(({ status }) => status === 'failed')) {
    return 'We tried to send your money back, and your bank did not take it. We are looking into it and will be in touch.'
  }
  return paymentStatus === 'paid' ? `Your money is on its way back. ${DAYS_AT_THE_BANK}` : null
}

const cancelled = (order: Told): OrderStory => ({
  tone: 'stopped',
  word: 'Cancelled',
  title: 'This order is cancelled',
  text: moneyBack(order) ?? 'Nothing was taken.',
})

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
