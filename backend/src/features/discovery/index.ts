export { discoveryAdminRoutes } from './admin-routes.ts'
export { discoveryRoutes } from './routes.ts'
export { createDiscovery, type Discovery } from './service.ts'
