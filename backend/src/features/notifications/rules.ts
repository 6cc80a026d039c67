/** Fits a header: one line, without characters that could end it. */
export const oneLine = (words: string): string => words.replaceAll(/\p{Cc}+/gu, ' ').trim()

/** What a mail is about, told apart from every other: `order.sent:<order id>:<fulfilment id>`. */
export const mailKey = (event: string, orderId: string, ...more: readonly string[]): string =>
  [event, orderId, ...more].join(':')

interface Refund {
  readonly amountMinor: number
  readonly status: 'pending' | 'succeeded' | 'failed' | 'cancelled'
  readonly reason: string
  readonly createdAt: Date
}

/** How much goes back because the order was cancelled; earlier refunds have had their own mail. */
export function goingBackMinor(
  refunds: readonly Refund[],
  { cancelledAt }: { readonly cancelledAt: Date | null },
): number {
  return refunds
    .filter(({ status }) => status === 'pending' || status === 'succeeded')
    .filter(({ createdAt }) => cancelledAt !== null && createdAt >= cancelledAt)
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0)
}

/** The refunds of payments that came too late, known by the reason they were made for. */
export const refundsBecause = <Known extends Pick<Refund, 'reason'>>(
  refunds: readonly Known[],
  reason: string,
): readonly Known[] => refunds.filter((refund) => refund.reason === reason)

/** The last try to pay that failed; every failed try is told of once. */
export function lastFailedAttempt(
  payments: readonly { readonly attempt: number; readonly status: string }[],
): number {
  const failed = payments.filter(({ status }) => status === 'failed')
  return Math.max(0, ...failed.map(({ attempt }) => attempt))
}

/** The last day on which something collected then can come back; null where the shop takes nothing back. */
export function lastDayToReturn(from: Date, returnDays: number): string | null {
  if (returnDays === 0) return null
  return new Date(from.getTime() + returnDays * 86_400_000).toISOString()
}

/** What was said when the order was cancelled, as its timeline has it; null when nothing was. */
export function cancelReason(
  events: readonly { readonly kind: string; readonly detail: unknown }[],
): string | null {
  const detail = events.findLast(({ kind }) => kind === 'cancelled')?.detail
  const said = typeof detail === 'object' && detail !== null && 'reason' in detail && detail.reason
  return typeof said === 'string' && said !== '' ? said : null
}
