import { useQuery } from '@tanstack/react-query'

import { cartUnitsQuery } from '#web/api/admin-settings.ts'
import { Skeleton } from '#web/ui/Skeletons.tsx'

/** What customers are about to buy, over the whole shop. */
export function CartUnits() {
  const { data: units, isError } = useQuery(cartUnitsQuery())

  return (
    <li className="tile">
      <p className="font-semibold">Units in baskets</p>
      {units && (
        <>
          <p className={units.inCarts === 0 ? 'tile-number text-muted' : 'tile-number'}>
            {units.inCarts}
          </p>
          <p className="text-sm text-muted">
            {units.beingPaid} more being paid. Baskets changed in the last {units.hours} hours.
          </p>
        </>
      )}
      {!units && !isError && <Skeleton className="mt-2 h-9 w-12" />}
      {!units && isError && (
        <p className="mt-2 text-sm text-muted">Could not be counted just now.</p>
      )}
    </li>
  )
}
