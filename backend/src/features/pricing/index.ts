export { pricingAdminRoutes } from './admin-routes.ts'
export {
  codeOf,
  evaluate,
  normalisedEmail,
  type Offer,
  type Outcome,
  type Refused,
} from './promotion-rules.ts'
export {
  couponRefused,
  couponUnknown,
  type PricedLine,
  priceLine,
  type Totals,
  taxIncluded,
  totalUp,
} from './rules.ts'
export { createPricing, type Pricing } from './service.ts'
export { spread } from './spread.ts'
export type { NewUse } from './use-repository.ts'
