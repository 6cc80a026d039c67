import { Router } from 'express'

import { ok, route } from '#platform/http/endpoint.ts'

import { ListCategories } from './contract.ts'
import type { Catalogue } from './service.ts'

export function catalogueRoutes(catalogue: Catalogue): Router {
  const router = Router()

  route(router, ListCategories, async () => ok({ items: await catalogue.categories() }))

  return router
}
