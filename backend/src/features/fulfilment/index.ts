export { fulfilmentAdminRoutes } from './admin-routes.ts'
export { createFulfilment } from './service.ts'
