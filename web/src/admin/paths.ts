/** Every address in the admin. Links are made here, so that a page moves in one place. */
export const adminPaths = {
  today: '/admin',
  orders: (search = '') => `/admin/orders${search && `?${search}`}`,
  order: (id: string) => `/admin/orders/${encodeURIComponent(id)}`,
  products: (search = '') => `/admin/products${search && `?${search}`}`,
  newProduct: '/admin/products/new',
  product: (id: string) => `/admin/products/${encodeURIComponent(id)}`,
  money: '/admin/money',
  background: '/admin/background-work',
  discounts: '/admin/discounts',
  newDiscount: '/admin/discounts/new',
  discount: (id: string) => `/admin/discounts/${encodeURIComponent(id)}`,
  cancelMany: '/admin/orders/cancel',
  cancellation: (id: string) => `/admin/cancellations/${encodeURIComponent(id)}`,
  settings: '/admin/settings',
  account: '/admin/account',
  signOut: '/admin/sign-out',
} as const
