import { type RouteObject, redirect } from 'react-router'

import { signOut } from '#web/api/session.ts'

import { AccountPage } from './pages/AccountPage.tsx'
import { NotFoundPage } from './pages/NotFoundPage.tsx'
import { pages } from './pages.ts'
import { RouteError } from './parts/RouteError.tsx'
import { adminPaths } from './paths.ts'
import { LoadingShell, Shell } from './Shell.tsx'

/** Signing out is a navigation like any other, so that what is not saved can hold it up. */
async function leave() {
  await signOut()
  return redirect(adminPaths.today)
}

export const routes: RouteObject[] = [
  {
    Component: Shell,
    HydrateFallback: LoadingShell,
    ErrorBoundary: RouteError,
    children: [
      {
        ErrorBoundary: RouteError,
        children: [
          { path: adminPaths.today, lazy: { Component: pages.today } },
          { path: adminPaths.orders(), lazy: { Component: pages.orders } },
          { path: adminPaths.cancelMany, lazy: { Component: pages.cancelMany } },
          { path: '/admin/cancellations/:id', lazy: { Component: pages.cancellation } },
          { path: adminPaths.settings, lazy: { Component: pages.settings } },
          { path: `${adminPaths.orders()}/:id`, lazy: { Component: pages.order } },
          { path: adminPaths.products(), lazy: { Component: pages.products } },
          { path: adminPaths.newProduct, lazy: { Component: pages.newProduct } },
          { path: `${adminPaths.products()}/:id`, lazy: { Component: pages.product } },
          { path: adminPaths.money, lazy: { Component: pages.money } },
          { path: adminPaths.background, lazy: { Component: pages.background } },
          { path: adminPaths.discounts, lazy: { Component: pages.discounts } },
          { path: adminPaths.newDiscount, lazy: { Component: pages.newDiscount } },
          { path: `${adminPaths.discounts}/:id`, lazy: { Component: pages.discount } },
          { path: adminPaths.account, Component: AccountPage },
          { path: adminPaths.signOut, action: leave, loader: () => redirect(adminPaths.today) },
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
  },
]
