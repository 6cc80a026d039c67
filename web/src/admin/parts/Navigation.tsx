import { useQuery } from '@tanstack/react-query'
import {
  Banknote,
  CircleUser,
  ClipboardList,
  Cog,
  LogOut,
  type LucideIcon,
  SlidersHorizontal,
  Store,
  Sun,
  Tag,
  TicketPercent,
} from 'lucide-react'
import { Form, NavLink } from 'react-router'

import { adminPaths } from '#web/admin/paths.ts'
import { useMay, useStaff } from '#web/admin/staff.ts'
import { shopQuery } from '#web/api/shop.ts'
import { paths } from '#web/lib/paths.ts'

interface Place {
  readonly to: string
  readonly label: string
  readonly Icon: LucideIcon
}

const TODAY: Place = { to: adminPaths.today, label: 'Today', Icon: Sun }
const ORDERS: Place = { to: adminPaths.orders(), label: 'Orders', Icon: ClipboardList }
const PRODUCTS: Place = { to: adminPaths.products(), label: 'Products', Icon: Tag }
const SETTINGS: Place = { to: adminPaths.settings, label: 'Settings', Icon: SlidersHorizontal }
const ACCOUNT: Place = { to: adminPaths.account, label: 'Account', Icon: CircleUser }
const DISCOUNTS: Place = { to: adminPaths.discounts, label: 'Discounts', Icon: TicketPercent }
const MONEY: Place = { to: adminPaths.money, label: 'Money', Icon: Banknote }
const BACKGROUND: Place = { to: adminPaths.background, label: 'Background work', Icon: Cog }

/** What there is room for at a desk; on a phone the account's page leads there. */
export function useMorePlaces(): readonly Place[] {
  return useMay('moveMoney') ? [DISCOUNTS, MONEY, SETTINGS, BACKGROUND] : []
}

function usePlaces(): readonly Place[] {
  return useMay('readOrders') ? [TODAY, ORDERS, PRODUCTS] : [TODAY, PRODUCTS]
}

/** At a desk: the places with words and icons, who is signed in, and the way out. */
export function SideBar() {
  const { data: shop } = useQuery(shopQuery)
  const { name, role } = useStaff()
  const places = [...usePlaces(), ...useMorePlaces()]

  return (
    <header className="side-bar">
      <p className="mb-6 px-3 font-serif text-lg leading-tight font-semibold">
        {shop?.name ?? 'Shop'}
      </p>
      <nav aria-label="Admin">
        <ul className="flex flex-col gap-1">
          {places.map((place) => (
            <li key={place.to}>
              <PlaceLink place={place} className="side-link" />
            </li>
          ))}
        </ul>
      </nav>
      <div className="mt-auto flex flex-col gap-1">
        <a href={paths.home} className="side-link">
          <Store aria-hidden="true" size={20} />
          Open the shop
        </a>
        <NavLink to={adminPaths.account} className="side-link">
          <CircleUser aria-hidden="true" size={20} className="shrink-0" />
          <span className="min-w-0">
            <span className="block truncate">{name}</span>
            <span className="block text-sm font-normal text-muted">{role}</span>
          </span>
        </NavLink>
        <Form method="post" action={adminPaths.signOut}>
          <button type="submit" className="side-link w-full">
            <LogOut aria-hidden="true" size={20} />
            Sign out
          </button>
        </Form>
      </div>
    </header>
  )
}

/** On a phone: the same places under the thumb. */
export function BottomBar() {
  const places = usePlaces()

  return (
    <nav aria-label="Admin" className="bottom-bar">
      <ul>
        {[...places, ACCOUNT].map((place) => (
          <li key={place.to}>
            <PlaceLink place={place} className="bottom-link" />
          </li>
        ))}
      </ul>
    </nav>
  )
}

function PlaceLink({
  place: { to, label, Icon },
  className,
}: {
  readonly place: Place
  readonly className: string
}) {
  return (
    <NavLink to={to} end={to === adminPaths.today} className={className}>
      <Icon aria-hidden="true" size={20} />
      {label}
    </NavLink>
  )
}
