export { operationsIn } from './openapi.ts'
export { operationsRoutes } from './routes.ts'
export { createOperations, type Operations } from './service.ts'
