export { inventoryAdminRoutes } from './admin-routes.ts'
export { outOfStock } from './rules.ts'
export { createInventory, type Inventory } from './service.ts'
export { createShortages, type Shortages } from './shortages.ts'
