import type { QueuedJob } from '#platform/job.ts'

/** What has not been done, as its keeper would say it; `{order}` is the order it is about. */
export const JOB_WORDS: Readonly<Record<string, string>> = {
  'payments.apply-event': 'What Stripe told us {about} could not be taken into the books.',
  'checkout.take-queued': 'A checkout that was taken in could not be made into an order.',
  'notifications.owner-payment-too-late':
    'The mail to you that a payment of {order} came too late could not be sent.',
  'notifications.webhook-parked':
    'The mail to you about a message from Stripe that was put aside could not be sent.',
  'payments.end-overdue-holds': 'Units held by orders that nobody paid in time could not be freed.',
  'payments.cancel-orders': 'Orders that are cancelled together could not be gone through.',
  'payments.execute-refund': 'A refund for {order} could not be asked for at Stripe.',
  'notifications.order-placed': 'The confirmation mail for {order} could not be sent.',
  'notifications.order-cancelled':
    'The mail that {order} is cancelled could not be sent to its customer.',
  'notifications.order-refunded':
    'The mail about a refund for {order} could not be sent to its customer.',
  'notifications.order-sent':
    'The mail that a parcel of {order} is on its way could not be sent to its customer.',
  'notifications.order-ready':
    'The mail that {order} is ready to be collected could not be sent to its customer.',
  'notifications.order-collected':
    'The mail that {order} was collected could not be sent to its customer.',
  'notifications.order-link':
    'The link to {order}, which its customer asked for, could not be sent.',
  'notifications.order-needs-review':
    'The mail to you that {order} needs a look could not be sent.',
  'notifications.payment-checked':
    'The mail that a payment for {order} is being checked could not be sent to its customer.',
  'notifications.refund-stuck':
    'The mail about a refund for {order} that is held up could not be sent to its customer.',
  'notifications.refund-failed':
    'The mail to you about a failed refund for {order} could not be sent.',
  'notifications.dispute-opened': 'The mail to you about a dispute of {order} could not be sent.',
  'notifications.payment-failed':
    'The mail about a failed payment for {order} could not be sent to its customer.',
  'notifications.payment-processing':
    'The mail that the bank is at work on {order} could not be sent to its customer.',
  'notifications.payment-too-late':
    'The mail about a late payment for {order} could not be sent to its customer.',
  'notifications.payment-strayed':
    'The mails about a payment that belongs to no order could not be sent.',
}

/** What each scheduled job is for. */
export const SCHEDULE_WORDS: Readonly<Record<string, string>> = {
  'relay-outbox': 'Sends on what a crash or a silent queue left behind',
  'collect-dead-letters': 'Looks for jobs that the queue itself gave up',
  'check-books': 'Checks that money and stock add up',
  'expire-overdue-orders': 'Ends orders that nobody paid in time',
  reconcile: 'Compares the books with Stripe',
  'forget-sent-events': 'Clears away what was sent a week ago',
  'forget-queued-checkouts': 'Clears away checkouts that had to wait their turn',
  'forget-idempotency-keys': 'Clears away answers kept for repeated requests',
  'resume-cancellations': 'Goes on with orders that are cancelled together',
  'forget-stale-carts': 'Removes baskets of guests whose time is over',
  'forget-ended-sessions': 'Clears away sign-ins that have ended',
  'forget-rate-limits': 'Clears away old counts of requests',
}

interface About {
  /** Of the order, where it is about one that is there. */
  readonly orderNumber: number | null
  /** Stripe's word for what it told. */
  readonly eventType: string | null
}

/** A dead letter in words. */
export function jobInWords(job: string | null, { orderNumber, eventType }: About): string {
  if (job === null) return 'A message in the queue could not be read.'
  const order = orderNumber === null ? 'an order' : `order ${orderNumber}`
  const words = JOB_WORDS[job]
  if (words === undefined) {
    return `The job “${job}”${orderNumber === null ? '' : ` for ${order}`} could not be done.`
  }
  const about = eventType === null ? 'of something' : `(${eventType})`
  return words.replace('{order}', order).replace('{about}', about)
}

const SECRET_NAMES = /secret|token|password|authorization|cookie|api.?key/i
const SECRET_WORDS =
  /\b(?:sk|rk|pk)_(?:live|test)_\w+|\bwhsec_\w+|\bBearer\s+\S+|\beyJ[\w-]+\.[\w-]+\.[\w-]+|(?<=:\/\/)[^\s/@]+(?=@)/g
const HIDDEN = '•••'
const LONGEST = 2_000

/** What may be shown of what a program said: no keys, no tokens, no passwords, and not without end. */
export const withoutSecrets = (text: string): string =>
  text.replaceAll(SECRET_WORDS, HIDDEN).slice(0, LONGEST)

const hide = (name: string, value: unknown) => (SECRET_NAMES.test(name) ? HIDDEN : value)

/** What a job was given, to be shown. */
export function payloadToShow({ payload }: Pick<QueuedJob, 'payload'>): string {
  return withoutSecrets(JSON.stringify(payload, hide, 2) ?? '')
}
