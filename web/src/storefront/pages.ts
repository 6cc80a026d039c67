/** Every page comes in a file of its own, when it is first wanted. */
export const pages = {
  home: async () => (await import('./pages/HomePage.tsx')).HomePage,
  category: async () => (await import('./pages/CategoryPage.tsx')).CategoryPage,
  search: async () => (await import('./pages/SearchPage.tsx')).SearchPage,
  product: async () => (await import('./pages/ProductPage.tsx')).ProductPage,
  basket: async () => (await import('./pages/BasketPage.tsx')).BasketPage,
  checkout: async () => (await import('./pages/CheckoutPage.tsx')).CheckoutPage,
  order: async () => (await import('./pages/OrderPage.tsx')).OrderPage,
  orderLookup: async () => (await import('./pages/OrderLookupPage.tsx')).OrderLookupPage,
  deliveryAndReturns: async () =>
    (await import('./pages/DeliveryAndReturnsPage.tsx')).DeliveryAndReturnsPage,
  notFound: async () => (await import('./pages/NotFoundPage.tsx')).NotFoundPage,
}

export const loadBasketDrawer = async () => await import('./basket/BasketDrawer.tsx')

/** Fetches what a visit most likely needs next, once the browser has nothing better to do. */
export function preloadNextPages(): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(loadNext, { timeout: 4000 })
  else setTimeout(loadNext, 2000)
}

function loadNext(): void {
  const wanted = [pages.category, pages.product, pages.basket, loadBasketDrawer]
  void Promise.allSettled(wanted.map(async (load) => await load()))
}
