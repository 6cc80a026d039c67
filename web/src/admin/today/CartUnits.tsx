import { useQuery } from '@tanstack/react-query'

import { cartUnitsQuery } from '#web/api/admin-settings.ts'
import { plural } from '#web/lib/format.ts'

/** What customers are about to buy, over the whole shop. */
export function CartUnits() {
  const { data: units } = useQuery(cartUnitsQuery())
  if (!units) return null
  const { inCarts, beingPaid, hours } = units

  return (
    <p className="mt-3 text-muted">
      <span className="font-semibold text-foreground tabular-nums">
        {plural(inCarts, 'unit', 'units')}
      </span>{' '}
      in baskets changed in the last {hours} hours,{' '}
      <span className="font-semibold text-foreground tabular-nums">{beingPaid}</span> more being
      paid.
    </p>
  )
}
