import type { QueryClient } from '@tanstack/react-query'
import type { LoaderFunctionArgs, RouteObject } from 'react-router'

import { productQuery, productsQuery } from '#web/api/discovery.ts'
import { categoriesQuery } from '#web/api/shop.ts'
import { paths } from '#web/lib/paths.ts'

import { listSearch, pagesShown } from './list/filters.ts'
import { understood } from './list/understood.ts'
import { pages } from './pages.ts'
import { RouteError } from './parts/RouteError.tsx'
import { LoadingShell, Shell } from './Shell.tsx'

/** Data is asked for while the page's code still comes; only a list that is returned to is waited for. */
export function routes(queryClient: QueryClient): RouteObject[] {
  const list = async ({ request, params }: LoaderFunctionArgs) => {
    const searchParams = understood(new URL(request.url).searchParams)
    const shown = pagesShown(searchParams)
    const query = productsQuery(listSearch(searchParams, params['category']))
    const ready = queryClient.prefetchInfiniteQuery({ ...query, pages: shown })
    if (shown > 1) await ready
    return null
  }

  const product = ({ params }: LoaderFunctionArgs) => {
    void queryClient.prefetchQuery(productQuery(params['slug'] ?? ''))
    return null
  }

  const menu = () => {
    void queryClient.prefetchQuery(categoriesQuery)
    return null
  }

  return [
    {
      Component: Shell,
      HydrateFallback: LoadingShell,
      ErrorBoundary: RouteError,
      loader: menu,
      shouldRevalidate: () => false,
      children: [
        {
          ErrorBoundary: RouteError,
          children: [
            { index: true, lazy: { Component: pages.home } },
            { path: '/c/:category', loader: list, lazy: { Component: pages.category } },
            { path: paths.search(), loader: list, lazy: { Component: pages.search } },
            { path: '/p/:slug', loader: product, lazy: { Component: pages.product } },
            { path: paths.basket, lazy: { Component: pages.basket } },
            { path: paths.checkout, lazy: { Component: pages.checkout } },
            { path: paths.orderLookup, lazy: { Component: pages.orderLookup } },
            { path: '/orders/:id', lazy: { Component: pages.order } },
            { path: paths.deliveryAndReturns, lazy: { Component: pages.deliveryAndReturns } },
            { path: '*', lazy: { Component: pages.notFound } },
          ],
        },
      ],
    },
  ]
}
