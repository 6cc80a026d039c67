import type { DiscountView } from '#web/api/admin-discounts.ts'
import { formatDay, formatMoney } from '#web/lib/format.ts'
import type { StatusTone } from '#web/ui/StatusBadge.tsx'

export const KINDS = [
  { value: 'percentage', label: 'Per cent off the goods' },
  { value: 'fixed_amount', label: 'An amount off the goods' },
  { value: 'free_delivery', label: 'Free delivery' },
  { value: 'gift', label: 'A gift' },
] as const satisfies readonly { readonly value: DiscountView['kind']; readonly label: string }[]

/** "20 % off from £40.00". */
export function worthInWords({
  kind,
  percentBasisPoints,
  amount,
  gift,
  minimumSpend,
}: DiscountView): string {
  const from = minimumSpend.minor > 0 ? ` from ${formatMoney(minimumSpend)}` : ''
  switch (kind) {
    case 'percentage':
      return `${(percentBasisPoints ?? 0) / 100} % off${from}`
    case 'fixed_amount':
      return `${amount ? formatMoney(amount) : ''} off${from}`
    case 'free_delivery':
      return `Free delivery${from}`
    case 'gift':
      return `${gift?.title ?? 'A gift'}${from}`
  }
}

interface Standing {
  readonly words: string
  readonly tone: StatusTone
}

/** Whether customers get it now, and if not, why. */
export function standingOf(discount: DiscountView, now: Date): Standing {
  const { endsAt, limitTotal, uses, gift } = discount
  const past = notNow(discount, now)
  if (past) return past
  if (limitTotal !== null && uses >= limitTotal) return { words: 'Used up', tone: 'attention' }
  if (gift !== null && gift.available <= 0) return { words: 'Gift run out', tone: 'attention' }
  return { words: endsAt === null ? 'On' : `On until ${formatDay(endsAt)}`, tone: 'good' }
}

function notNow({ active, startsAt, endsAt }: DiscountView, now: Date): Standing | undefined {
  if (!active) return { words: 'Off', tone: 'stopped' }
  if (endsAt !== null && new Date(endsAt) <= now) return { words: 'Ended', tone: 'stopped' }
  if (startsAt === null || new Date(startsAt) <= now) return undefined
  return { words: `From ${formatDay(startsAt)}`, tone: 'neutral' }
}
