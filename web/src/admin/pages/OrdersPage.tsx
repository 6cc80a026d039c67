import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearchParams } from 'react-router'

import { OrderTable } from '#web/admin/orders/OrderTable.tsx'
import { queueOf } from '#web/admin/orders/queue.ts'
import {
  apiSearch,
  ORDERS_VIEWS,
  type OrdersView,
  pageSearch,
  viewIn,
} from '#web/admin/orders/views.ts'
import { AdminPage } from '#web/admin/parts/AdminPage.tsx'
import { ListEnd } from '#web/admin/parts/ListEnd.tsx'
import { ListState } from '#web/admin/parts/ListState.tsx'
import { NotYourPage } from '#web/admin/parts/NotYourPage.tsx'
import { SearchField } from '#web/admin/parts/SearchField.tsx'
import { ViewTabs } from '#web/admin/parts/ViewTabs.tsx'
import { adminPaths } from '#web/admin/paths.ts'
import { FirstProduct, useHasNoProducts } from '#web/admin/products/FirstProduct.tsx'
import { useMay } from '#web/admin/staff.ts'
import { ordersQuery } from '#web/api/admin-orders.ts'
import { LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'

export function OrdersPage() {
  return useMay('readOrders') ? <Orders /> : <NotYourPage title="Orders" />
}

function Orders() {
  const [params] = useSearchParams()
  const view = viewIn(params)
  const words = params.get('q') ?? ''
  const mayCancel = useMay('moveMoney')

  return (
    <AdminPage
      title="Orders"
      action={mayCancel && <CancelMany />}
      filters={<Filters view={view} words={words} />}
    >
      <OrderList view={view} words={words} />
    </AdminPage>
  )
}

function CancelMany() {
  return (
    <LinkButton tone="quiet" to={adminPaths.cancelMany}>
      Cancel many
    </LinkButton>
  )
}

interface ListProps {
  readonly view: OrdersView
  readonly words: string
}

function Filters({ view, words }: ListProps) {
  const navigate = useNavigate()
  // Whoever looks for an order looks among all of them; the tabs then narrow what was found.
  const search = (q: string) => {
    const where = words === '' && view.id === 'to-pack' ? 'all' : view.id
    const to = adminPaths.orders(pageSearch(where, q))
    void navigate(to, { replace: true, preventScrollReset: true })
  }

  return (
    <div className="flex flex-col gap-3">
      <SearchField label="Number, name or e-mail" value={words} onSearch={search} />
      <ViewTabs
        label="Views of the orders"
        current={view.id}
        tabs={ORDERS_VIEWS.map(({ id, label }) => ({
          id,
          label,
          to: adminPaths.orders(pageSearch(id, words)),
        }))}
      />
    </div>
  )
}

function OrderList({ view, words }: ListProps) {
  const list = useInfiniteQuery(ordersQuery(apiSearch(view, words)))
  const pages = list.data?.pages ?? []
  // What is still shown may be of the view before, while this one is on its way.
  const queue = view.isQueue && !list.isPlaceholderData ? queueOf(pages) : null
  const orders = queue?.orders ?? pages.flatMap(({ items }) => items)

  return (
    <ListState list={list} what="the orders">
      {orders.length === 0 ? (
        <NoOrders view={view} words={words} />
      ) : (
        <>
          {queue && <p className="mb-2 text-sm text-muted">{queue.says}</p>}
          <OrderTable caption={`Orders: ${view.label}`} orders={orders} />
          <ListEnd list={list} shown={orders.length} one="order" many="orders" />
        </>
      )}
    </ListState>
  )
}

function NoOrders({ view, words }: ListProps) {
  const hasJustBegun = useHasNoProducts()

  if (hasJustBegun) {
    return (
      <FirstProduct
        title="No orders yet"
        hint="There is nothing to buy yet. Once there is, orders appear here as they come in."
      />
    )
  }
  if (words === '') return <EmptyState {...view.empty} />

  return (
    <EmptyState
      title={`No order for “${words}”${view.id === 'all' ? '' : ` under “${view.label}”`}`}
      hint="Look for a whole order number, or for part of a name or an e-mail address."
      action={
        <LinkButton
          tone="secondary"
          to={adminPaths.orders(view.id === 'all' ? 'view=all' : pageSearch('all', words))}
        >
          {view.id === 'all' ? 'Show all orders' : 'Look among all orders'}
        </LinkButton>
      }
    />
  )
}
