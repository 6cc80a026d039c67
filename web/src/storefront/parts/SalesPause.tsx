import { useQuery } from '@tanstack/react-query'

import { shopQuery } from '#web/api/shop.ts'
import { Notice } from '#web/ui/Notice.tsx'

/** Why nothing can be ordered now, in the owner's words; null while the shop sells. */
export function useSalesPause(): string | null {
  const { data: shop } = useQuery(shopQuery)
  // A shop remembered from an earlier version has not heard of pauses.
  if (!shop?.salesPaused) return null
  return shop.salesPaused.note || 'We take no orders at the moment.'
}

/** Above every page while sales are paused. */
export function SalesPauseBanner() {
  const why = useSalesPause()
  if (why === null) return null

  return (
    <div className="page py-3">
      <Notice>
        <p className="font-semibold wrap-anywhere">{why}</p>
        <p>Look around as long as you like. What you put in your basket is kept.</p>
      </Notice>
    </div>
  )
}
