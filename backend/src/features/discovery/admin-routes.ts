import { Router } from 'express'

import { ok, route } from '#platform/http/endpoint.ts'

import { ListAdminProducts } from './contract.ts'
import type { Discovery } from './service.ts'

export function discoveryAdminRoutes(discovery: Discovery): Router {
  const router = Router()

  route(router, ListAdminProducts, async ({ query }) => ok(await discovery.listForAdmin(query)))

  return router
}
