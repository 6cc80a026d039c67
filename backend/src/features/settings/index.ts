export { settingsRoutes } from './routes.ts'
export type { DeliveryMethod } from './rules.ts'
export { createSettings, type Settings } from './service.ts'
export type { ShopSettings } from './shop-settings.ts'
