import { useSyncExternalStore } from 'react'
import type { createBrowserRouter } from 'react-router'

type DataRouter = ReturnType<typeof createBrowserRouter>

/** `unopened` until it is first asked for: its code is not needed before. */
type DrawerState = 'unopened' | 'open' | 'closed'

let state: DrawerState = 'unopened'
const listeners = new Set<() => void>()

function become(next: DrawerState): void {
  state = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Slides the basket in over the page, from wherever it is asked for. */
export const openBasket = (): void => become('open')

export function closeBasket(): void {
  if (state === 'open') become('closed')
}

/** Going to another page, by link or by the browser's own buttons, closes it. */
export function closeBasketOnLeaving(router: DataRouter): void {
  let { pathname } = router.state.location
  router.subscribe(({ location }) => {
    if (location.pathname !== pathname) closeBasket()
    pathname = location.pathname
  })
}

export function useBasketDrawer(): DrawerState {
  return useSyncExternalStore(subscribe, () => state)
}
