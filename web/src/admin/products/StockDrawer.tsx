import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import { ListEnd } from '#web/admin/parts/ListEnd.tsx'
import { ListState } from '#web/admin/parts/ListState.tsx'
import { adminPaths } from '#web/admin/paths.ts'
import { useMay, useStaff } from '#web/admin/staff.ts'
import {
  type AdminVariantView,
  type MovementView,
  movementsQuery,
} from '#web/api/admin-products.ts'
import { cartUnitsQuery } from '#web/api/admin-settings.ts'
import { formatMoment } from '#web/lib/format.ts'
import { Drawer } from '#web/ui/Drawer.tsx'

import { AdjustForm } from './AdjustForm.tsx'
import { movementInWords, signed } from './stock-words.ts'

interface StockDrawerProps {
  readonly productId: string
  readonly variant: AdminVariantView
  readonly onClose: () => void
}

/** The stock of one variant: how much there is, the way to change it, and every change so far. */
export function StockDrawer({ productId, variant, onClose }: StockDrawerProps) {
  const mayEdit = useMay('editProducts')

  return (
    <Drawer title={`Stock of ${variant.sku}`} open onClose={onClose}>
      <Levels variant={variant} />
      <InBaskets productId={productId} sku={variant.sku} />
      {mayEdit && <AdjustForm variant={variant} />}
      <Movements sku={variant.sku} />
    </Drawer>
  )
}

function Levels({ variant: { onHand, reserved, available } }: Pick<StockDrawerProps, 'variant'>) {
  return (
    <dl className="stock-levels">
      <Level label="On hand" units={onHand} />
      <Level label="Held for orders" units={reserved} />
      <Level label="Available" units={available} />
    </dl>
  )
}

/** What customers are about to buy of it. */
function InBaskets({ productId, sku }: { readonly productId: string; readonly sku: string }) {
  const { data: units } = useQuery(cartUnitsQuery(productId))
  if (!units) return null
  const own = units.items.find((item) => item.sku === sku)

  return (
    <p className="mt-2 mb-4 text-sm text-muted">
      {own?.inCarts ?? 0} in baskets changed in the last {units.hours} hours, {own?.beingPaid ?? 0}{' '}
      being paid
    </p>
  )
}

function Level({ label, units }: { readonly label: string; readonly units: number }) {
  return (
    <div>
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="text-xl font-bold tabular-nums">{units}</dd>
    </div>
  )
}

function Movements({ sku }: { readonly sku: string }) {
  const list = useInfiniteQuery(movementsQuery(sku))
  const movements = list.data?.pages.flatMap(({ items }) => items) ?? []

  return (
    <section aria-labelledby="movements" className="mt-6">
      <h3 id="movements" className="mb-1 text-lg">
        Every change
      </h3>
      <ListState list={list} what="the changes">
        <ul className="divide-y divide-border">
          {movements.map((movement) => (
            <Movement key={movement.id} movement={movement} />
          ))}
        </ul>
        <ListEnd list={list} shown={movements.length} one="change" many="changes" />
      </ListState>
    </section>
  )
}

function Movement({ movement }: { readonly movement: MovementView }) {
  const { delta, reason, note, orderId, by, at } = movement
  const { id: self } = useStaff()

  return (
    <li className="flex gap-3 py-2">
      <span className="w-14 shrink-0 text-end font-semibold tabular-nums">{signed(delta)}</span>
      <div className="min-w-0">
        <p>
          {movementInWords(reason)}
          {orderId !== null && (
            <>
              ,{' '}
              <Link to={adminPaths.order(orderId)} className="text-link underline">
                the order
              </Link>
            </>
          )}
        </p>
        {note !== null && note !== '' && <p className="text-sm break-words">{note}</p>}
        <p className="text-sm text-muted">
          {formatMoment(at)}
          {by !== null && (by === self ? ', by you' : ', by a colleague')}
        </p>
      </div>
    </li>
  )
}
