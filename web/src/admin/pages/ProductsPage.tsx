import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useNavigate, useSearchParams } from 'react-router'

import { AdminPage } from '#web/admin/parts/AdminPage.tsx'
import { ListEnd } from '#web/admin/parts/ListEnd.tsx'
import { ListState } from '#web/admin/parts/ListState.tsx'
import { SearchField } from '#web/admin/parts/SearchField.tsx'
import { ViewTabs } from '#web/admin/parts/ViewTabs.tsx'
import { adminPaths } from '#web/admin/paths.ts'
import { FirstProduct, useHasNoProducts } from '#web/admin/products/FirstProduct.tsx'
import {
  changedFilter,
  type Filters,
  filtersIn,
  STATUS_TABS,
  STOCK_CHOICES,
} from '#web/admin/products/filters.ts'
import { ProductTable } from '#web/admin/products/ProductTable.tsx'
import { useMay } from '#web/admin/staff.ts'
import { categoriesQuery, productsQuery } from '#web/api/admin-products.ts'
import { LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Select } from '#web/ui/Select.tsx'

export function ProductsPage() {
  const [params] = useSearchParams()
  const filters = filtersIn(params)
  const mayEdit = useMay('editProducts')
  const hasNone = useHasNoProducts()

  if (hasNone) {
    return (
      <AdminPage title="Products">
        <FirstProduct
          title="No products yet"
          hint="A product can be bought as soon as it is active; until then only staff see it."
        />
      </AdminPage>
    )
  }
  return (
    <AdminPage
      title="Products"
      action={mayEdit && <AddProduct />}
      filters={<FilterBar filters={filters} />}
    >
      <ProductList filters={filters} />
    </AdminPage>
  )
}

function AddProduct() {
  return (
    <LinkButton to={adminPaths.newProduct}>
      <Plus aria-hidden="true" />
      Add a product
    </LinkButton>
  )
}

interface FiltersProps {
  readonly filters: Filters
}

function FilterBar({ filters }: FiltersProps) {
  const navigate = useNavigate()
  const { data: categories = [] } = useQuery(categoriesQuery)
  const set = (change: Partial<Filters>) => {
    const to = adminPaths.products(changedFilter(filters, change))
    void navigate(to, { replace: true, preventScrollReset: true })
  }

  return (
    <div className="flex flex-col gap-3">
      <div className="filter-row">
        <SearchField
          label="Title, brand or SKU"
          value={filters.q ?? ''}
          onSearch={(words) => set({ q: words === '' ? undefined : words })}
        />
        <Select
          label="Stock"
          labelHidden
          choices={STOCK_CHOICES}
          value={filters.stock ?? ''}
          onChange={({ target: { value } }) => set({ stock: value === '' ? undefined : value })}
        />
        <Select
          label="Category"
          labelHidden
          choices={[
            { value: '', label: 'All categories' },
            ...categories.map(({ slug, name }) => ({ value: slug, label: name })),
          ]}
          value={filters.category ?? ''}
          onChange={({ target: { value } }) => set({ category: value === '' ? undefined : value })}
        />
      </div>
      <ViewTabs
        label="Products by status"
        current={filters.status ?? ''}
        tabs={STATUS_TABS.map(({ id, label }) => ({
          id,
          label,
          to: adminPaths.products(changedFilter(filters, { status: id === '' ? undefined : id })),
        }))}
      />
    </div>
  )
}

function ProductList({ filters }: FiltersProps) {
  const list = useInfiniteQuery(productsQuery(changedFilter(filters, {})))
  const products = list.data?.pages.flatMap(({ items }) => items)

  return (
    <ListState list={list} what="the products">
      {products?.length === 0 ? (
        <NoProducts />
      ) : (
        <>
          <ProductTable products={products ?? []} />
          <ListEnd list={list} shown={products?.length ?? 0} one="product" many="products" />
        </>
      )}
    </ListState>
  )
}

function NoProducts() {
  return (
    <EmptyState
      title="No product fits"
      hint="Try fewer words, or another status, stock or category."
      action={
        <LinkButton tone="secondary" to={adminPaths.products()}>
          Show all products
        </LinkButton>
      }
    />
  )
}
