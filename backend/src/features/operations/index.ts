export { operationsIn } from './openapi.ts'
export { operationsRoutes } from './routes.ts'
export { createOperations } from './service.ts'
