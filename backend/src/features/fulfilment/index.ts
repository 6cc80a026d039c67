export { fulfilmentAdminRoutes } from './admin-routes.ts'
export { createFulfilment, type Fulfilment } from './service.ts'
