import { Router } from 'express'

import { ok, route } from '#platform/http/endpoint.ts'

import { ChangeSettings, SwitchSales, ViewSales, ViewSettings } from './contract.ts'
import type { Settings } from './service.ts'

export function settingsAdminRoutes(settings: Settings): Router {
  const router = Router()

  route(router, ViewSettings, async () => ok(await settings.adminView()))

  route(router, ChangeSettings, async ({ body, caller }) => ok(await settings.change(body, caller)))

  route(router, ViewSales, async () => ok(await settings.sales()))

  route(router, SwitchSales, async ({ body, caller }) =>
    ok(await settings.switchSales(body, caller)),
  )

  return router
}
