import { Router } from 'express'

import { ok, route } from '#platform/http/endpoint.ts'

import { ListProducts, SuggestSearch, ViewProduct } from './contract.ts'
import type { Discovery } from './service.ts'

export function discoveryRoutes(discovery: Discovery): Router {
  const router = Router()

  route(router, ListProducts, async ({ query }) => ok(await discovery.list(query)))

  route(router, ViewProduct, async ({ params }) => ok(await discovery.view(params.slug)))

  route(router, SuggestSearch, async ({ query }) =>
    ok({ items: await discovery.suggestions(query.q) }),
  )

  return router
}
