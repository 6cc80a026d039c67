import { createContext, use } from 'react'

import type { EDITORS, MANAGERS, ORDER_READERS, PACKERS, Role } from '#platform/contract.ts'
import type { AccountView } from '#web/api/session.ts'

/** The contract's own lists, without the validation they come with: the compiler holds each to its original. */
const editors: typeof EDITORS = ['owner', 'manager', 'editor']
const packers: typeof PACKERS = ['owner', 'manager', 'packer']
const orderReaders: typeof ORDER_READERS = ['owner', 'manager', 'packer', 'viewer']
const managers: typeof MANAGERS = ['owner', 'manager']

const ALLOWED = {
  readOrders: orderReaders,
  moveParcels: packers,
  moveMoney: managers,
  editProducts: editors,
} satisfies Readonly<Record<string, readonly Role[]>>

export type Right = keyof typeof ALLOWED

export function may(role: Role, right: Right): boolean {
  const allowed: readonly Role[] = ALLOWED[right]
  return allowed.includes(role)
}

/** What a role is for, as its owner would say it. */
export const ROLE_IN_WORDS: Readonly<Record<Role, string>> = {
  owner: 'You run the shop: everything here is yours to do.',
  manager: 'You run the shop day by day: orders, money, products and stock.',
  editor: 'You look after products and stock. Orders and customers are not part of your role.',
  packer: 'You pack and send orders. Products and money you can look at, not change.',
  viewer: 'You can look at everything here, and change nothing.',
  customer: 'You buy here.',
}

export const StaffContext = createContext<AccountView | null>(null)

/** Whoever is signed in. */
export function useStaff(): AccountView {
  const staff = use(StaffContext)
  if (!staff) throw new Error('This is only for pages of someone who is signed in.')
  return staff
}

export function useMay(right: Right): boolean {
  return may(useStaff().role, right)
}
