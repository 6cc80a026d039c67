import { useQuery } from '@tanstack/react-query'
import { Store, Truck } from 'lucide-react'

import { type DeliveryOption, deliveryOptionsQuery } from '#web/api/checkout.ts'
import { shopQuery } from '#web/api/shop.ts'
import { formatDays, formatMoney } from '#web/lib/format.ts'
import { Skeleton } from '#web/ui/Skeletons.tsx'

/** How and when it could be with a customer in the shop's own country, before anyone asks. */
export function DeliveryPromise() {
  const { data: shop } = useQuery(shopQuery)
  const { data: options, isPending } = useQuery({
    ...deliveryOptionsQuery(shop?.country ?? ''),
    enabled: shop !== undefined,
  })
  if (isPending) return <Skeleton className="h-20 w-full" />
  if (!options?.length) return null

  return (
    <ul className="divide-y divide-border rounded-lg border border-border">
      {options.map((option) => (
        <li key={option.method} className="flex gap-3 px-4 py-3">
          {option.kind === 'delivery' ? (
            <Truck aria-hidden="true" size={20} className="mt-0.5 shrink-0 text-muted" />
          ) : (
            <Store aria-hidden="true" size={20} className="mt-0.5 shrink-0 text-muted" />
          )}
          <span>
            <span className="font-medium">{option.label}</span>
            <span className="block text-muted">{promiseOf(option)}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}

/** "Tue 24 to Thu 26 Nov, £3.50". */
export function promiseOf({ arrives, price }: DeliveryOption): string {
  return `${formatDays(arrives)}, ${price.minor === 0 ? 'free' : formatMoney(price)}`
}
