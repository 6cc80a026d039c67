import { Router } from 'express'

import { ok, route } from '#platform/http/endpoint.ts'

import {
  CreateCategory,
  CreateProduct,
  ListAdminCategories,
  UpdateProduct,
  ViewProduct,
} from './contract.ts'
import type { Catalogue } from './service.ts'

export function catalogueAdminRoutes(catalogue: Catalogue): Router {
  const router = Router()

  route(router, CreateProduct, async ({ body, caller }) => ok(await catalogue.create(body, caller)))

  route(router, ViewProduct, async ({ params }) => ok(await catalogue.view(params.id)))

  route(router, UpdateProduct, async ({ params, body, caller }) =>
    ok(await catalogue.update(params.id, body, caller)),
  )

  route(router, ListAdminCategories, async () => ok({ items: await catalogue.allCategories() }))

  route(router, CreateCategory, async ({ body, caller }) =>
    ok(await catalogue.createCategory(body, caller)),
  )

  return router
}
