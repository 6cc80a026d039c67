import { Router } from 'express'

import { ok, route } from '#platform/http/endpoint.ts'

import { ListOrders, ViewAdminOrder } from './contract.ts'
import type { Orders } from './service.ts'

export function ordersAdminRoutes(orders: Orders): Router {
  const router = Router()
  route(router, ListOrders, async ({ query }) => ok(await orders.list(query)))
  route(router, ViewAdminOrder, async ({ params }) => ok(await orders.adminView(params.id)))
  return router
}
