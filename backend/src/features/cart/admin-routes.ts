import { Router } from 'express'

import { ok, route } from '#platform/http/endpoint.ts'

import { CountCartUnits } from './contract.ts'
import type { Cart } from './service.ts'

export function cartAdminRoutes(cart: Cart): Router {
  const router = Router()

  route(router, CountCartUnits, async ({ query }) => ok(await cart.units(query.productId)))

  return router
}
