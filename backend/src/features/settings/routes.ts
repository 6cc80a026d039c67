import { Router } from 'express'

import { ok, route } from '#platform/http/endpoint.ts'

import { ListCountries, ViewShop } from './contract.ts'
import type { Settings } from './service.ts'

export function settingsRoutes(settings: Settings): Router {
  const router = Router()

  route(router, ViewShop, async () => ok(await settings.shop()))

  route(router, ListCountries, async () => ok({ items: await settings.countries() }))

  return router
}
