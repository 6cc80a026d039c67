import { type ReactNode, useEffect } from 'react'
import { type Location, Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router'

import { paths } from '#web/lib/paths.ts'
import { ProductGridSkeleton, Skeleton } from '#web/ui/Skeletons.tsx'
import { ToastRegion } from '#web/ui/ToastRegion.tsx'

import { BasketDrawerDoor } from './basket/BasketDrawerDoor.tsx'
import { preloadNextPages } from './pages.ts'
import { SalesPauseBanner } from './parts/SalesPause.tsx'
import { SiteFooter } from './parts/SiteFooter.tsx'
import { CheckoutHeader, SiteHeader } from './parts/SiteHeader.tsx'

/** What stands around every page: skip link, header, footer, the basket's drawer, what is said aloud. */
export function Shell() {
  useEffect(preloadNextPages, [])

  return (
    <Frame>
      <Outlet />
      <BasketDrawerDoor />
      <ToastRegion />
      <ScrollRestoration getKey={placeOf} />
      <NavigationProgress />
    </Frame>
  )
}

/**
 * What a page's scroll position is kept under. Pages that the browser itself opened, back from paying too, all have the
 * router's one first key: they go by their address, so that none starts where another was left.
 */
const placeOf = ({ key, pathname }: Location) => (key === 'default' ? pathname : key)

/** The first moments, until the page's code is there. */
export function LoadingShell() {
  return (
    <Frame>
      <div className="page py-8">
        <Skeleton className="mb-6 h-9 w-2/5" />
        <ProductGridSkeleton />
      </div>
    </Frame>
  )
}

function Frame({ children }: { readonly children: ReactNode }) {
  const payingNow = useLocation().pathname === paths.checkout

  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="sr-only bg-accent text-accent-foreground focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-lg focus:px-4 focus:py-3"
      >
        Skip to the content
      </a>
      {payingNow ? <CheckoutHeader /> : <SiteHeader />}
      <main id="content" tabIndex={-1} className="flex-1">
        <SalesPauseBanner />
        {children}
      </main>
      <SiteFooter />
    </div>
  )
}

/** A line at the top while the next page is on its way; a quick one never shows it. */
function NavigationProgress() {
  const { state } = useNavigation()
  return state === 'idle' ? null : <div aria-hidden="true" className="navigation-progress" />
}
