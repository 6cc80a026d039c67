import { type ReactNode, Suspense } from 'react'
import { Outlet, ScrollRestoration, useNavigation } from 'react-router'

import { ToastRegion } from '#web/ui/ToastRegion.tsx'

import { BottomBar, SideBar } from './parts/Navigation.tsx'
import { PageSkeleton } from './parts/PageSkeleton.tsx'
import { useSlashToSearch } from './parts/use-slash-to-search.ts'

/** What stands around every page: skip link, the ways to the other pages, what is said aloud. */
export function Shell() {
  useSlashToSearch()

  return (
    <Frame>
      <Suspense fallback={<PageSkeleton />}>
        <Outlet />
      </Suspense>
      <ToastRegion />
      <ScrollRestoration />
      <NavigationProgress />
    </Frame>
  )
}

/** The first moments, until the page's code is there. */
export function LoadingShell() {
  return (
    <Frame>
      <PageSkeleton />
    </Frame>
  )
}

function Frame({ children }: { readonly children: ReactNode }) {
  return (
    <div className="admin-frame">
      <a
        href="#content"
        className="sr-only bg-accent text-accent-foreground focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-lg focus:px-4 focus:py-3"
      >
        Skip to the content
      </a>
      <SideBar />
      <main id="content" tabIndex={-1} className="min-w-0">
        {children}
      </main>
      <BottomBar />
    </div>
  )
}

/** A line at the top while the next page is on its way; a quick one never shows it. */
function NavigationProgress() {
  const { state } = useNavigation()
  return state === 'idle' ? null : <div aria-hidden="true" className="navigation-progress" />
}
