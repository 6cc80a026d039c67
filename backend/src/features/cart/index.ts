export { cartAdminRoutes } from './admin-routes.ts'
export type { CartContents, LockedCart } from './for-checkout.ts'
export { cartSchedule } from './jobs.ts'
export {
  type CartOutcome,
  giftsOf,
  hasFreeDelivery,
  missedGifts,
  type SeenOffers,
} from './offers.ts'
export type { CartHolder, Shopper } from './open-cart.ts'
export { refusalInWords } from './present-offers.ts'
export type { LineRecord } from './repository.ts'
export { cartRoutes, holderOf } from './routes.ts'
export { buyable, differsFromSeen } from './rules.ts'
export { type Cart, createCart } from './service.ts'
