import type { Router } from 'express'

import { ok, route } from '#platform/http/endpoint.ts'

import { ListCountries, ViewShop } from './contract.ts'
import type { Settings } from './service.ts'

export function settingsRoutes(router: Router, settings: Settings): void {
  route(router, ViewShop, async () => ok(await settings.shop()))

  route(router, ListCountries, async () => ok({ items: await settings.countries() }))
}
