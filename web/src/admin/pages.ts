/** Every page comes in a file of its own, when it is first wanted. */
export const pages = {
  today: async () => (await import('./pages/TodayPage.tsx')).TodayPage,
  orders: async () => (await import('./pages/OrdersPage.tsx')).OrdersPage,
  order: async () => (await import('./pages/OrderPage.tsx')).OrderPage,
  cancelMany: async () => (await import('./pages/CancelManyPage.tsx')).CancelManyPage,
  cancellation: async () => (await import('./pages/CancellationPage.tsx')).CancellationPage,
  settings: async () => (await import('./pages/SettingsPage.tsx')).SettingsPage,
  products: async () => (await import('./pages/ProductsPage.tsx')).ProductsPage,
  money: async () => (await import('./pages/MoneyPage.tsx')).MoneyPage,
  background: async () => (await import('./pages/BackgroundPage.tsx')).BackgroundPage,
  newProduct: async () => (await import('./pages/NewProductPage.tsx')).NewProductPage,
  discounts: async () => (await import('./pages/DiscountsPage.tsx')).DiscountsPage,
  newDiscount: async () => (await import('./pages/DiscountPage.tsx')).NewDiscountPage,
  discount: async () => (await import('./pages/DiscountPage.tsx')).DiscountPage,
  product: async () => (await import('./pages/ProductPage.tsx')).ProductPage,
}
