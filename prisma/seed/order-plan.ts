import type { PlannedLine } from './baskets.ts'
import { daysBefore, hoursBefore, minutesAfter } from './days.ts'
import type { Person } from './people.ts'
import type { Random } from './random.ts'

export interface Buyer extends Person {
  readonly accountId: string | null
}

/** An order and how it went. */
export interface PlannedOrder {
  readonly at: Date
  readonly buyer: Buyer
  readonly isCollected: boolean
  readonly lines: readonly PlannedLine[]
  /** The first card was declined. */
  readonly wasDeclined: boolean
  /** Null when nobody paid. */
  readonly placedAt: Date | null
  /** How it ended before its time. */
  readonly end: End | null
  readonly parcel: Parcel | null
  /** Money that went back although the order stands. */
  readonly refund: GivenBack | null
}

export interface End {
  readonly as: 'expired' | 'cancelled'
  readonly at: Date
  readonly reason: string
}

export interface Parcel {
  readonly packedAt: Date
  /** Sent, or set ready by the door. */
  readonly leftAt: Date | null
  readonly collectedAt: Date | null
  readonly carrier: string | null
  readonly trackingNumber: string | null
}

export interface GivenBack {
  readonly part: 'some' | 'all'
  readonly at: Date
  readonly reason: string
}

interface Surroundings {
  readonly random: Random
  readonly now: Date
  readonly customers: readonly Buyer[]
  readonly guests: readonly Buyer[]
  readonly fill: (at: Date) => readonly PlannedLine[]
}

const DAYS = 90
/** Orders on a usual day; a quiet one has one or two, a Saturday four. */
const USUAL = 2.65
const BY_WEEKDAY = [1.25, 0.8, 0.85, 0.9, 1, 1.1, 1.45]
/** A weekend on which the shop told everybody that the back room must go. */
const CLEARANCE_DAYS = [23, 24, 25]
/** What waits on the packing table: how many hours ago it came, and how far it is. */
const WAITING = [
  { hours: 1.6, isCollected: false, until: 'ordered' },
  { hours: 3.3, isCollected: false, until: 'ordered' },
  { hours: 6.4, isCollected: true, until: 'ordered' },
  { hours: 11.2, isCollected: false, until: 'ordered' },
  { hours: 19.5, isCollected: false, until: 'ordered' },
  { hours: 23.1, isCollected: true, until: 'ordered' },
  { hours: 27.7, isCollected: false, until: 'ordered' },
  { hours: 33.4, isCollected: false, until: 'packed' },
  { hours: 41.8, isCollected: true, until: 'ready' },
] as const

/** Ninety days of trade, oldest first. The same goods and the same now give the same orders. */
export function planOrders(surroundings: Surroundings): readonly PlannedOrder[] {
  const { random, now } = surroundings
  const times = Array.from({ length: DAYS - 2 }, (_, index) => DAYS - 1 - index)
    .flatMap((day) =>
      Array.from({ length: trade(random, now, day) }, () => moment(random, now, day)),
    )
    .filter((at) => at < hoursBefore(now, 48))
    .toSorted((a, b) => a.getTime() - b.getTime())

  return [
    ...times.map((at, index) => planPast(surroundings, at, index)),
    ...WAITING.toReversed().map((waiting, index) => planWaiting(surroundings, waiting, index)),
  ]
}

/** How many orders came that day: more at weekends, more of late, and many when the back room was cleared. */
function trade(random: Random, now: Date, day: number): number {
  const weekday = BY_WEEKDAY[daysBefore(now, day).getUTCDay()] ?? 1
  const growth = 1.15 - day / 300
  const clearance = CLEARANCE_DAYS.includes(day) ? 2.2 : 1
  return Math.round(USUAL * weekday * growth * clearance * (0.55 + random.next() * 0.9))
}

/** A time of that day; people shop over breakfast, at lunch, and most of all in the evening. */
function moment(random: Random, now: Date, day: number): Date {
  const midnight = new Date(daysBefore(now, day))
  midnight.setUTCHours(0, 0, 0, 0)
  const hour = random.weighted([8, 10, 12, 13, 16, 18, 19, 20, 21, 22], (each) => each)
  return minutesAfter(midnight, hour * 60 + random.next() * 59)
}

/** Which of the past orders went otherwise than most. Counted rather than drawn, so that there are always some of each. */
const every = (nth: number, offset: number) => (index: number) => index % nth === offset
const IS = {
  expired: every(21, 4),
  cancelled: every(37, 9),
  abandoned: every(71, 30),
  partlyRefunded: every(43, 12),
  refunded: every(97, 50),
  declined: every(26, 17),
}
const CUSTOMERS = [every(28, 3), every(41, 5), every(53, 8)]

const REASONS = {
  cancelled: ['Ordered twice by mistake', 'Found one nearer home', 'No longer needed'],
  some: ['A chip in the glaze', 'Arrived a week late', 'One was missing from the parcel'],
  all: ['Broken in the post', 'Never arrived'],
  faulty: ['A chip in the glaze', 'A screw was missing', 'The seam came undone'],
} as const

function planPast(surroundings: Surroundings, at: Date, index: number): PlannedOrder {
  const { random, customers } = surroundings
  const known = customers[CUSTOMERS.findIndex((isTheirs) => isTheirs(index))]
  const buyer = known ?? random.pick(surroundings.guests)
  const order = begin(surroundings, at, { buyer, isCollected: random.chance(0.22) })
  if (IS.expired(index)) {
    return {
      ...order,
      placedAt: null,
      end: { as: 'expired', at: minutesAfter(at, 31), reason: '' },
    }
  }
  if (IS.abandoned(index)) {
    const end = { as: 'cancelled', at: minutesAfter(at, 9), reason: 'Changed my mind' } as const
    return { ...order, placedAt: null, end }
  }
  if (IS.cancelled(index)) {
    const end = minutesAfter(at, random.between(40, 400))
    const reason = random.pick(REASONS.cancelled)
    return { ...order, end: { as: 'cancelled', at: end, reason } }
  }
  const parcel = planParcel(surroundings, order)
  const wasDeclined = IS.declined(index)
  return { ...order, wasDeclined, parcel, refund: planRefund(surroundings, index, parcel) }
}

function begin(
  { random, fill }: Surroundings,
  at: Date,
  { buyer, isCollected }: Pick<PlannedOrder, 'buyer' | 'isCollected'>,
): PlannedOrder {
  const placedAt = minutesAfter(at, 1 + random.next() * 6)
  const nothing = { wasDeclined: false, end: null, parcel: null, refund: null }
  return { at, buyer, isCollected, lines: fill(at), placedAt, ...nothing }
}

const CARRIERS = ['Royal Mail', 'Royal Mail', 'Royal Mail', 'DPD', 'Evri'] as const

/** Packed the next morning that is not a Sunday, unless it came before the post went. What lies ahead has not happened. */
function planParcel({ random, now }: Surroundings, order: PlannedOrder): Parcel | null {
  const packedAt = nextMorning(order.at, random)
  const leftAt = minutesAfter(packedAt, random.between(20, 200))
  const collectedAt = whileOpen(minutesAfter(leftAt, random.between(90, 3200)), random)
  if (packedAt > now) return null
  return {
    packedAt,
    leftAt: leftAt < now ? leftAt : null,
    collectedAt: order.isCollected && collectedAt < now ? collectedAt : null,
    carrier: order.isCollected ? null : random.pick(CARRIERS),
    trackingNumber: order.isCollected ? null : `DEMO${random.between(10_000_000, 99_999_999)}GB`,
  }
}

function nextMorning(at: Date, random: Random): Date {
  const morning = new Date(at)
  if (morning.getUTCHours() >= 11) morning.setUTCDate(morning.getUTCDate() + 1)
  if (morning.getUTCDay() === 0) morning.setUTCDate(morning.getUTCDate() + 1)
  morning.setUTCHours(11, 0, 0, 0)
  return minutesAfter(morning, random.between(5, 280))
}

/** The same time, or the next morning where the shop is closed then: at night and on Sundays. */
function whileOpen(at: Date, random: Random): Date {
  const open = new Date(at)
  const hour = open.getUTCHours()
  const isOpen = hour >= 9 && hour < 17 && open.getUTCDay() !== 0
  if (isOpen) return open
  if (hour >= 17) open.setUTCDate(open.getUTCDate() + 1)
  if (open.getUTCDay() === 0) open.setUTCDate(open.getUTCDate() + 1)
  open.setUTCHours(9, 0, 0, 0)
  return minutesAfter(open, random.between(5, 240))
}

function planRefund(
  { random, now }: Surroundings,
  index: number,
  parcel: Parcel | null,
): GivenBack | null {
  const part = IS.refunded(index) ? 'all' : IS.partlyRefunded(index) ? 'some' : null
  if (part === null || !parcel?.leftAt) return null
  const at = whileOpen(minutesAfter(parcel.leftAt, random.between(4500, 9000)), random)
  const reasons = parcel.carrier === null ? REASONS.faulty : REASONS[part]
  return at < now ? { part, at, reason: random.pick(reasons) } : null
}

/** An order that is not done with yet; one of them is a customer's of whom more is known. */
function planWaiting(
  surroundings: Surroundings,
  { hours, isCollected, until }: (typeof WAITING)[number],
  index: number,
): PlannedOrder {
  const { random, now, customers, guests } = surroundings
  const buyer = (index === 4 ? customers[0] : undefined) ?? random.pick(guests)
  const order = begin(surroundings, hoursBefore(now, hours), { buyer, isCollected })
  if (until === 'ordered') return order

  const packedAt = hoursBefore(now, hours / 3)
  const leftAt = until === 'ready' ? minutesAfter(packedAt, 25) : null
  const nobody = { collectedAt: null, carrier: null, trackingNumber: null }
  return { ...order, parcel: { packedAt, leftAt, ...nobody } }
}
