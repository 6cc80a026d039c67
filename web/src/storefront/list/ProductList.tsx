import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useSearchParams } from 'react-router'

import { type ProductCard, type ProductPage, productsQuery } from '#web/api/discovery.ts'
import { plural } from '#web/lib/format.ts'
import { ProductGrid } from '#web/storefront/parts/ProductCard.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { ShowMore } from '#web/ui/ShowMore.tsx'
import { Loading, ProductGridSkeleton } from '#web/ui/Skeletons.tsx'

import { ActiveFilters } from './ActiveFilters.tsx'
import { FilterDoor, FilterSidebar } from './FilterPanel.tsx'
import { isNarrowed, listSearch, withPagesShown } from './filters.ts'
import { NothingFound } from './NothingFound.tsx'
import { SortSelect } from './SortSelect.tsx'
import { leftOut, understood } from './understood.ts'

/** A list with its filters, its order and its end: everything about it is in the address. */
export function ProductList({ category }: { readonly category?: string }) {
  const [asked] = useSearchParams()
  const params = understood(asked)
  const list = useInfiniteQuery(productsQuery(listSearch(params, category)))
  const { facets, total } = list.data?.pages[0] ?? {}
  // Where there is nothing at all, there is nothing to narrow or to put in order.
  if (total === 0 && !list.isPlaceholderData && !isNarrowed(params)) {
    return (
      <div className="mt-4">
        <LeftOut sentences={leftOut(asked)} />
        <NothingFound />
      </div>
    )
  }

  return (
    <div className="mt-4 grid grid-cols-1 items-start gap-x-8 gap-y-4 lg:grid-cols-[16rem_minmax(0,1fr)]">
      <FilterSidebar facets={facets} fixedCategory={category !== undefined} />
      <div className="min-w-0">
        <LeftOut sentences={leftOut(asked)} />
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

function LeftOut({ sentences }: { readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null

  return (
    <div className="mb-4">
      <Notice>{sentences.join(' ')}</Notice>
    </div>
  )
}

type List = ReturnType<typeof useInfiniteQuery<ProductPage, Error, InfiniteData<ProductPage>>>

function ListBody({ list, total }: { readonly list: List; readonly total: number | undefined }) {
  if (list.isPending) {
    return (
      <>
        <Loading what="the shelf" />
        <ProductGridSkeleton cards={12} />
      </>
    )
  }
  if (!list.data) return <ListError list={list} />

  const products = list.data.pages.flatMap(({ items }) => items)
  return products.length === 0 ? (
    <NothingFound />
  ) : (
    <Shelf list={list} products={products} total={total} />
  )
}

interface ShelfProps {
  readonly list: List
  readonly products: readonly ProductCard[]
  readonly total: number | undefined
}

function Shelf({ list, products, total }: ShelfProps) {
  const [params, setParams] = useSearchParams()
  const grid = useRef<HTMLDivElement>(null)
  const readOnFrom = useRef<number | null>(null)

  // Reading goes on with the first card that was not there before.
  useEffect(() => {
    const first = readOnFrom.current
    if (first === null || first >= products.length) return
    readOnFrom.current = null
    const links = grid.current?.querySelectorAll<HTMLElement>('.product-card-link')
    links?.[first]?.focus({ preventScroll: true })
  }, [products.length])

  const showMore = async () => {
    readOnFrom.current = products.length
    const { data } = await list.fetchNextPage()
    setParams(withPagesShown(params, data?.pages.length ?? 1), {
      replace: true,
      preventScrollReset: true,
    })
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

function ListError({ list }: { readonly list: List }) {
  return (
    <ErrorState
      title="We could not fetch this shelf"
      hint={`${list.error?.message ?? ''} Your filters and your basket are kept.`}
      onRetry={() => void list.refetch()}
    />
  )
}
