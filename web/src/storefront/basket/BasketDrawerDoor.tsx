import { lazy, Suspense } from 'react'

import { loadBasketDrawer } from '#web/storefront/pages.ts'

import { useBasketDrawer } from './drawer-state.ts'

const BasketDrawer = lazy(async () => ({ default: (await loadBasketDrawer()).BasketDrawer }))

/** The drawer's code is fetched when it is first opened, or when the browser is idle. */
export function BasketDrawerDoor() {
  const state = useBasketDrawer()
  if (state === 'unopened') return null

  return (
    <Suspense>
      <BasketDrawer open={state === 'open'} />
    </Suspense>
  )
}
