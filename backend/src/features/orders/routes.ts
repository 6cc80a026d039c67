import { Router } from 'express'

import { ok, route } from '#platform/http/endpoint.ts'
import type { RateLimits } from '#platform/http/rate-limit.ts'

import { ListOwnOrders, LookUpOrder, ViewOrder } from './contract.ts'
import type { Orders } from './service.ts'

export function ordersRoutes(orders: Orders, limits: RateLimits): Router {
  const router = Router()

  route(router, ListOwnOrders, async ({ caller, query }) => ok(await orders.listOwn(caller, query)))

  route(router, LookUpOrder, async ({ body, request }) => {
    await limits.limit('order-lookup', request.ip, { points: 20, seconds: 300 })
    await orders.lookUp(body)
    return ok({ detail: 'If there is such an order, its link is on the way to that address.' })
  })

  route(router, ViewOrder, async ({ params, query, caller }) =>
    ok(orders.present(await orders.claim({ caller, token: query.token }, params.id))),
  )

  return router
}
