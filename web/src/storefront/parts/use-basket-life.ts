import { useQuery } from '@tanstack/react-query'

import { shopQuery } from '#web/api/shop.ts'
import { plural } from '#web/lib/format.ts'

const USUAL_DAYS = 90

/** How long a basket is kept: "for 90 days". */
export function useBasketLife(): string {
  const { data: shop } = useQuery(shopQuery)
  return `for ${plural(shop?.guestCartDays ?? USUAL_DAYS, 'day', 'days')}`
}
