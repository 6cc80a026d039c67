import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { useSearchParams } from 'react-router'

import { type ProductPage, productsQuery } from '#web/api/discovery.ts'
import { plural } from '#web/lib/format.ts'
import { ProductGrid } from '#web/storefront/parts/ProductCard.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { ShowMore } from '#web/ui/ShowMore.tsx'
import { Loading, ProductGridSkeleton } from '#web/ui/Skeletons.tsx'

import { ActiveFilters } from './ActiveFilters.tsx'
import { FilterDoor, FilterSidebar } from './FilterPanel.tsx'
import { listSearch, withPagesShown } from './filters.ts'
import { NothingFound } from './NothingFound.tsx'
import { SortSelect } from './SortSelect.tsx'

/** A list with its filters, its order and its end: everything about it is in the address. */
export function ProductList({ category }: { readonly category?: string }) {
  const [params] = useSearchParams()
  const list = useInfiniteQuery(productsQuery(listSearch(params, category)))
  const { facets, total } = list.data?.pages[0] ?? {}

  return (
    <div className="mt-4 grid items-start gap-x-8 gap-y-4 lg:grid-cols-[16rem_minmax(0,1fr)]">
      <FilterSidebar facets={facets} fixedCategory={category !== undefined} />
      <div className="min-w-0">
        <div className="mb-4 flex flex-wrap items-center gap-2">
          <output className="w-full text-muted lg:me-auto lg:w-auto">
            {total !== undefined && !list.isPlaceholderData && plural(total, 'thing', 'things')}
          </output>
          <FilterDoor facets={facets} fixedCategory={category !== undefined} total={total} />
          <SortSelect />
        </div>
        <ActiveFilters facets={facets} />
        <ListBody list={list} total={total} />
      </div>
    </div>
  )
}

type List = ReturnType<typeof useInfiniteQuery<ProductPage, Error, InfiniteData<ProductPage>>>

function ListBody({ list, total }: { readonly list: List; readonly total: number | undefined }) {
  const [params, setParams] = useSearchParams()
  const grid = useRef<HTMLDivElement>(null)

  if (list.isPending) {
    return (
      <>
        <Loading what="the shelf" />
        <ProductGridSkeleton cards={12} />
      </>
    )
  }
  if (list.isError && !list.data) return <ListError list={list} />

  const { pages } = list.data
  const products = pages.flatMap(({ items }) => items)
  if (products.length === 0) return <NothingFound />

  const showMore = async () => {
    const { data } = await list.fetchNextPage()
    setParams(withPagesShown(params, data?.pages.length ?? 1), {
      replace: true,
      preventScrollReset: true,
    })
    focusCard(grid.current, products.length)
  }

  return (
    <div
      ref={grid}
      className={list.isPlaceholderData ? 'opacity-60' : ''}
      aria-busy={list.isPlaceholderData}
    >
      <ProductGrid products={products} eager={4} level={2} />
      {list.isError && <ListError list={list} />}
      <ShowMore
        shown={products.length}
        total={total}
        hasMore={list.hasNextPage}
        busy={list.isFetchingNextPage}
        onMore={() => void showMore()}
      />
    </div>
  )
}

/** Reading goes on with the first card that was not there before. */
function focusCard(grid: HTMLElement | null, index: number): void {
  requestAnimationFrame(() => {
    grid?.querySelectorAll<HTMLElement>('.product-card-link')[index]?.focus({ preventScroll: true })
  })
}

function ListError({ list }: { readonly list: List }) {
  return (
    <ErrorState
      title="We could not fetch this shelf"
      hint={`${list.error?.message ?? ''} Your filters and your basket are kept.`}
      onRetry={() => void list.refetch()}
    />
  )
}
