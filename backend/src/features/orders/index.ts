export { ordersAdminRoutes } from './admin-routes.ts'
export type { LockedOrder, NewLine } from './repository.ts'
export { ordersRoutes } from './routes.ts'
export {
  canCancel,
  type FulfilmentStatus,
  orderNotFound,
  orderStatusConflict,
  type PaymentStatus,
} from './rules.ts'
export { type Claim, createOrders, type Orders } from './service.ts'
export type { Holding, Keys } from './waiting-repository.ts'
export type { OrderRecord } from './whole-order.ts'
