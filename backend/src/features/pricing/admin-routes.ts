import { Router } from 'express'

import { ok, route } from '#platform/http/endpoint.ts'

import { CreateDiscount, ListDiscounts, ReplaceDiscount, ViewDiscount } from './contract.ts'
import type { Pricing } from './service.ts'

export function pricingAdminRoutes(pricing: Pricing): Router {
  const router = Router()

  route(router, ListDiscounts, async () => ok({ items: await pricing.list() }))

  route(router, CreateDiscount, async ({ body, caller }) => ok(await pricing.create(body, caller)))

  route(router, ViewDiscount, async ({ params }) => ok(await pricing.view(params.id)))

  route(router, ReplaceDiscount, async ({ params, body, caller }) =>
    ok(await pricing.replace(params.id, body, caller)),
  )

  return router
}
