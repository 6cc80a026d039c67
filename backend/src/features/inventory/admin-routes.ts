import { Router } from 'express'

import { ok, route } from '#platform/http/endpoint.ts'

import { AdjustStock, ListMovements } from './contract.ts'
import type { Inventory } from './service.ts'

export function inventoryAdminRoutes(inventory: Inventory): Router {
  const router = Router()

  route(router, AdjustStock, async ({ params, body, caller }) => ({
    body: await inventory.adjust(params.sku, body, caller),
  }))

  route(router, ListMovements, async ({ params, query }) =>
    ok(await inventory.movements(params.sku, query)),
  )

  return router
}
