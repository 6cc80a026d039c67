import { isIPv6 } from 'node:net'

import type { Holding } from '#features/orders/index.ts'
import type { ShopSettings } from '#features/settings/index.ts'
import { problemType } from '#platform/problem.ts'

export const tooManyUnpaid = problemType(
  'too-many-unpaid',
  'too-many',
  'Too much is waiting to be paid',
)
export const tooMuchAtOnce = problemType(
  'too-much-at-once',
  'unprocessable',
  'More than one order can hold',
)

/**
 * What counts as one client: the whole address of version 4, and of version 6 the network of 64 bits, which is what a household or
 * one phone is given.
 */
export function networkOf(address: string): string {
  const ip = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!isIPv6(ip)) return ip
  const [before = '', after] = ip.split('::')
  const head = groupsOf(before)
  const tail = groupsOf(after ?? '')
  const gap = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0')
  const network = [...head, ...gap, ...tail].slice(0, 4)
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}

const groupsOf = (part: string): string[] => part.split(':').filter(Boolean)

type Limits = Pick<
  ShopSettings,
  | 'unpaidOrdersPerCustomer'
  | 'unpaidUnitsPerCustomer'
  | 'unpaidOrdersPerAddress'
  | 'unpaidUnitsPerAddress'
>

/**
 * Whether another order may hold that many units beside what its customer, and all behind the same address, hold unpaid already.
 * @throws tooMuchAtOnce when no order may hold so many; tooManyUnpaid when others have to be paid or cancelled first.
 */
export function assertMayHold(
  units: number,
  held: { readonly customer: Holding; readonly client: Holding },
  limits: Limits,
  now: Date,
): void {
  const mostUnits = Math.min(limits.unpaidUnitsPerCustomer, limits.unpaidUnitsPerAddress)
  if (units > mostUnits) {
    throw tooMuchAtOnce(
      `One order can hold ${mostUnits} pieces until it is paid. Make several orders of it, or write to us. Your basket is as it was.`,
      { mostUnits },
    )
  }
  const { customer, client } = held
  if (
    customer.orders >= limits.unpaidOrdersPerCustomer ||
    customer.units + units > limits.unpaidUnitsPerCustomer
  ) {
    throw tooManyUnpaid(
      'You have orders that wait to be paid. Pay or cancel one of them first, then order this. Nothing was ordered; your basket is as it was.',
      { retryAfterSeconds: secondsUntil(customer.until, now) },
    )
  }
  if (
    client.orders >= limits.unpaidOrdersPerAddress ||
    client.units + units > limits.unpaidUnitsPerAddress
  ) {
    const retryAfterSeconds = secondsUntil(client.until, now)
    throw tooManyUnpaid(
      `Many orders from your internet connection wait to be paid. Pay or cancel one of yours, or try again in ${inMinutes(retryAfterSeconds)}. Nothing was ordered; your basket is as it was.`,
      { retryAfterSeconds },
    )
  }
}

const A_MINUTE = 60

/** Until the first of them ends; by then there is room, unless it is paid before. */
function secondsUntil(until: Date | null, now: Date): number {
  const left = until === null ? 0 : Math.ceil((until.getTime() - now.getTime()) / 1000)
  return Math.max(left, A_MINUTE)
}

function inMinutes(seconds: number): string {
  const minutes = Math.ceil(seconds / A_MINUTE)
  return minutes === 1 ? 'a minute' : `${minutes} minutes`
}
