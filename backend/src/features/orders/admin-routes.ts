import { Router } from 'express'

import { ok, route } from '#platform/http/endpoint.ts'

import { ListOrders, ResolveReview, ViewAdminOrder } from './contract.ts'
import type { Orders } from './service.ts'

export function ordersAdminRoutes(orders: Orders): Router {
  const router = Router()
  route(router, ListOrders, async ({ query }) => ok(await orders.list(query)))
  route(router, ViewAdminOrder, async ({ params }) => ok(await orders.adminView(params.id)))
  route(router, ResolveReview, async ({ params, body, caller }) =>
    ok(await orders.resolveReview(params.id, body.note, caller)),
  )
  return router
}
