import type { OrderView } from '#features/orders/contract.ts'
import type { ShopSettings } from '#features/settings/index.ts'

/** What every mail about an order can speak of. */
export interface Occasion {
  readonly shop: ShopSettings
  readonly order: OrderView
  /** The order's own page, open to whoever has this link. */
  readonly page: string
  /** The same order as the owner sees it. */
  readonly adminPage: string
  /** Where one of its papers is, open to whoever has this link: `invoice`, `credit-notes/3`. */
  readonly paper: (name: string) => string
}
