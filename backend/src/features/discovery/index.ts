export { discoveryAdminRoutes } from './admin-routes.ts'
export { discoveryRoutes } from './routes.ts'
export { createDiscovery } from './service.ts'
