export type { LineRecord } from './repository.ts'
export { cartRoutes, holderOf } from './routes.ts'
export { buyable, differsFromSeen } from './rules.ts'
export { type Cart, type CartHolder, createCart } from './service.ts'
