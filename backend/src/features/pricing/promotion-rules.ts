import type { CouponReason, PromotionKind } from './rules.ts'

export interface Promotion {
  readonly id: string
  readonly name: string
  readonly kind: PromotionKind
  /** Null: it applies by itself. */
  readonly code: string | null
  readonly percentBp: number | null
  readonly amountMinor: number | null
  readonly minimumSpendMinor: number
  readonly startsAt: Date | null
  readonly endsAt: Date | null
  readonly limitTotal: number | null
  readonly limitPerCustomer: number | null
  readonly combines: boolean
  readonly active: boolean
}

/** A promotion as it stands for one customer: what others have of it, and what is left to give. */
export interface Offer extends Promotion {
  /** Counted where there is a total limit. */
  readonly uses: number
  /** Counted where there is a limit for each customer. */
  readonly usesByCustomer: number
  readonly gift: { readonly variantId: string; readonly free: number } | null
}

export interface Basket {
  readonly lines: readonly {
    readonly variantId: string
    readonly quantity: number
    readonly unitPriceMinor: number
  }[]
  /** The codes the customer has given. */
  readonly coupons: readonly string[]
  readonly now: Date
}

export interface Applied<One extends Offer> {
  readonly offer: One
  /** Taken off the goods; 0 for free delivery and gifts. */
  readonly discountMinor: number
}

export interface Refused<One extends Offer> {
  readonly code: string
  readonly reason: CouponReason
  /** Null where the code is unknown. */
  readonly offer: One | null
  /** What is missing to the minimum spend; 0 where that is not the reason. */
  readonly missingMinor: number
}

/** What the promotions come to for a basket. */
export interface Outcome<One extends Offer> {
  /** Money off first, then free delivery, then gifts. */
  readonly applied: readonly Applied<One>[]
  readonly discountMinor: number
  readonly refused: readonly Refused<One>[]
  /** Gifts that would be given were they not gone. */
  readonly missing: readonly One[]
  /** What a little more would bring, the nearest first. */
  readonly next: readonly { readonly offer: One; readonly missingMinor: number }[]
}

/** A code as it is kept and compared. */
export const codeOf = (typed: string): string => typed.trim().toUpperCase()

const GMAIL = new Set(['gmail.com', 'googlemail.com'])

/** An address as limits compare it: without what lets one mailbox have many names, such as a plus, or at Gmail dots and its other domain. */
export function normalisedEmail(email: string): string {
  const [, local = '', domain = ''] = /^(.*)@(.*)$/.exec(email.trim().toLowerCase()) ?? []
  const [mailbox = ''] = local.split('+')
  return GMAIL.has(domain) ? `${mailbox.replaceAll('.', '')}@gmail.com` : `${mailbox}@${domain}`
}

/**
 * What applies, by four sentences. Every promotion counts by what the goods cost before any discount. Of money off, the
 * customer gets the better of the best one that stands alone and all those together that combine. Free delivery
 * and gifts come on top. Of the gifts that stand alone, the one with the highest minimum spend that is still there.
 */
export function evaluate<One extends Offer>(offers: readonly One[], basket: Basket): Outcome<One> {
  const spend = basket.lines.reduce((sum, line) => sum + line.unitPriceMinor * line.quantity, 0)
  const why = new Map(offers.map((offer) => [offer, whyNot(offer, spend, basket.now)]))
  const holding = offers.filter((offer) => why.get(offer) === null)

  const off = moneyOff(holding.filter(isMoney), spend)
  const [delivery] = holding.filter(({ kind }) => kind === 'free_delivery').toSorted(byCost)
  const gifts = choose(holding.filter(isGift), basket)
  const discountMinor = off.reduce((sum, one) => sum + one.discountMinor, 0)
  const applied = [
    ...off,
    ...[...(delivery ? [delivery] : []), ...gifts.given].map((offer) => ({
      offer,
      discountMinor: 0,
    })),
  ]
  const isApplied = new Set(applied.map(({ offer }) => offer))
  const refused = basket.coupons.flatMap((code): Refused<One>[] => {
    const offer = offers.find((one) => one.code === code)
    if (!offer) return [{ code, reason: 'unknown', offer: null, missingMinor: 0 }]
    if (isApplied.has(offer)) return []
    const reason = why.get(offer) ?? (gifts.missing.includes(offer) ? 'gift_gone' : 'outdone')
    const missingMinor = reason === 'below_minimum' ? offer.minimumSpendMinor - spend : 0
    return [{ code, reason, offer, missingMinor }]
  })
  const next = offers
    .filter((offer) => why.get(offer) === 'below_minimum' && isWorthMore(offer, applied, basket))
    .map((offer) => ({ offer, missingMinor: offer.minimumSpendMinor - spend }))
    .toSorted((a, b) => a.missingMinor - b.missingMinor)
  return { applied, discountMinor, refused, missing: gifts.missing, next }
}

const isMoney = ({ kind }: Offer): boolean => kind === 'percentage' || kind === 'fixed_amount'
const isGift = ({ kind }: Offer): boolean => kind === 'gift'

function whyNot(offer: Offer, spend: number, now: Date): CouponReason | null {
  const { limitTotal, limitPerCustomer, minimumSpendMinor } = offer
  const atItsTime = whyNotNow(offer, now)
  if (atItsTime) return atItsTime
  if (limitTotal !== null && offer.uses >= limitTotal) return 'used_up'
  if (limitPerCustomer !== null && offer.usesByCustomer >= limitPerCustomer) return 'used_already'
  return spend < Math.max(minimumSpendMinor, 1) ? 'below_minimum' : null
}

function whyNotNow({ active, startsAt, endsAt }: Offer, now: Date): CouponReason | null {
  if (!active || (endsAt && endsAt <= now)) return 'ended'
  return startsAt && startsAt > now ? 'not_started' : null
}

/** Rounded half up, and never more than the goods cost. */
function worthOf({ percentBp, amountMinor }: Offer, spend: number): number {
  const share = (BigInt(spend) * BigInt(percentBp ?? 0) + 5_000n) / 10_000n
  return Math.min(spend, Number(share) + (amountMinor ?? 0))
}

function moneyOff<One extends Offer>(
  offers: readonly One[],
  spend: number,
): readonly Applied<One>[] {
  const worth = offers.map((offer) => ({ offer, discountMinor: worthOf(offer, spend) }))
  let left = spend
  const together = worth
    .filter(({ offer }) => offer.combines)
    .map(({ offer, discountMinor }) => {
      const part = Math.min(left, discountMinor)
      left -= part
      return { offer, discountMinor: part }
    })
    .filter(({ discountMinor }) => discountMinor > 0)
  const [alone] = worth
    .filter(({ offer, discountMinor }) => !offer.combines && discountMinor > 0)
    .toSorted((a, b) => b.discountMinor - a.discountMinor || byCost(a.offer, b.offer))
  return alone && alone.discountMinor > spend - left ? [alone] : together
}

/** Of two that are worth the same, what uses up nothing goes first, so that a code is kept for when it is needed. */
function byCost(a: Offer, b: Offer): number {
  return costOf(a) - costOf(b) || (a.id < b.id ? -1 : 1)
}

const costOf = ({ code, limitTotal, limitPerCustomer }: Offer): number =>
  [code, limitTotal, limitPerCustomer].filter((one) => one !== null).length

function choose<One extends Offer>(
  offers: readonly One[],
  { lines }: Basket,
): { readonly given: readonly One[]; readonly missing: readonly One[] } {
  const given: One[] = []
  const missing: One[] = []
  const wanted = new Map<string, number>()
  for (const { variantId, quantity } of lines) {
    wanted.set(variantId, (wanted.get(variantId) ?? 0) + quantity)
  }
  for (const offer of offers.toSorted(dearestFirst)) {
    const isOutdone = !offer.combines && given.some(({ combines }) => !combines)
    if (isOutdone || !offer.gift) continue
    const { variantId, free } = offer.gift
    const taken = wanted.get(variantId) ?? 0
    if (taken < free) {
      wanted.set(variantId, taken + 1)
      given.push(offer)
    } else missing.push(offer)
  }
  return { given, missing }
}

const dearestFirst = (a: Offer, b: Offer): number =>
  b.minimumSpendMinor - a.minimumSpendMinor || byCost(a, b)

/** Whether reaching its minimum spend would bring the customer more than they have. */
function isWorthMore<One extends Offer>(
  offer: One,
  applied: readonly Applied<One>[],
  { lines }: Basket,
): boolean {
  const have = applied.map((one) => one.offer)
  if (offer.kind === 'free_delivery') return !have.some(({ kind }) => kind === 'free_delivery')
  if (offer.kind === 'gift') {
    const bought = lines.find(({ variantId }) => variantId === offer.gift?.variantId)?.quantity ?? 0
    return (offer.gift?.free ?? 0) > bought
  }
  const spend = offer.minimumSpendMinor
  const now = have.filter(isMoney)
  const worthNow = now.reduce((sum, one) => sum + worthOf(one, spend), 0)
  const isBeside = offer.combines && now.every(({ combines }) => combines)
  return isBeside || worthOf(offer, spend) > worthNow
}
