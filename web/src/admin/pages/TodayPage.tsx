import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { OrderTable } from '#web/admin/orders/OrderTable.tsx'
import { queueOf } from '#web/admin/orders/queue.ts'
import { AdminPage } from '#web/admin/parts/AdminPage.tsx'
import { ListState } from '#web/admin/parts/ListState.tsx'
import { adminPaths } from '#web/admin/paths.ts'
import { FirstProduct, useHasNoProducts } from '#web/admin/products/FirstProduct.tsx'
import { PausedSales } from '#web/admin/settings/PausedSales.tsx'
import { PauseSales } from '#web/admin/settings/PauseSales.tsx'
import { useMay, useStaff } from '#web/admin/staff.ts'
import { BackgroundNotice } from '#web/admin/today/BackgroundNotice.tsx'
import { Books } from '#web/admin/today/Books.tsx'
import { CartUnits } from '#web/admin/today/CartUnits.tsx'
import { type Count, CountTile } from '#web/admin/today/CountTile.tsx'
import { countOf, ordersToday, stockToday } from '#web/admin/today/counts.ts'
import { countedOrdersQuery, type OrderRows } from '#web/api/admin-orders.ts'
import { countedProductsQuery } from '#web/api/admin-products.ts'
import { formatDay } from '#web/lib/format.ts'
import { LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'

export function TodayPage() {
  const { name } = useStaff()
  const readsOrders = useMay('readOrders')
  const mayMoveMoney = useMay('moveMoney')
  const [today] = useState(() => formatDay(new Date().toISOString()))
  const hasJustBegun = useHasNoProducts()
  const intro = `${today}. Hello, ${name}.`

  if (hasJustBegun) {
    return (
      <AdminPage title="Today" intro={intro}>
        <FirstProduct
          title="The shop is open, and still empty"
          hint="Once it has products, this page shows what is to be packed and what runs low."
        />
      </AdminPage>
    )
  }
  return (
    <AdminPage title="Today" intro={intro} action={<PauseSales />}>
      <PausedSales />
      {mayMoveMoney && <BackgroundNotice />}
      <ul className="tiles">
        {readsOrders && ordersToday.map((count) => <OrderCount key={count.label} count={count} />)}
        {stockToday.map((count) => (
          <ProductCount key={count.label} count={count} />
        ))}
      </ul>
      <CartUnits />
      <Books />
      {readsOrders && <NextToPack />}
    </AdminPage>
  )
}

function OrderCount({ count }: { readonly count: Count }) {
  const rows = useQuery(countedOrdersQuery(count.search))
  return <CountTile count={count} number={countOf(rows.data)} failed={rows.isError} />
}

function ProductCount({ count }: { readonly count: Count }) {
  const rows = useQuery(countedProductsQuery(count.search))
  return <CountTile count={count} number={countOf(rows.data)} failed={rows.isError} />
}

const ROWS_SHOWN = 8

/** The first orders to pack, in the order of their list. */
function NextToPack() {
  const list = useQuery(countedOrdersQuery('toFulfil=true'))

  return (
    <section aria-labelledby="next-to-pack" className="mt-10">
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-3">
        <h2 id="next-to-pack" className="text-xl">
          Next to pack
        </h2>
        {(list.data?.items.length ?? 0) > ROWS_SHOWN && (
          <LinkButton to={adminPaths.orders()} tone="quiet" size="sm">
            Show all of them
          </LinkButton>
        )}
      </div>
      <ListState list={list} what="the orders to pack">
        {list.data && <ToPack rows={list.data} />}
      </ListState>
    </section>
  )
}

function ToPack({ rows }: { readonly rows: OrderRows }) {
  if (rows.items.length === 0) {
    return <EmptyState title="Nothing to pack" hint="Paid orders appear here as they come in." />
  }
  const { orders, says } = queueOf([rows])
  return (
    <>
      <p className="mb-2 text-sm text-muted">{says}</p>
      <OrderTable caption="The next orders to pack" orders={orders.slice(0, ROWS_SHOWN)} />
    </>
  )
}
