import { Router } from 'express'

import { ok, route } from '#platform/http/endpoint.ts'

import { MarkCollected, MarkReady, MarkSent, PackOrder } from './contract.ts'
import type { Fulfilment } from './service.ts'

export function fulfilmentAdminRoutes(fulfilment: Fulfilment): Router {
  const router = Router()

  route(router, PackOrder, async ({ params, caller }) =>
    ok(await fulfilment.pack(params.id, caller)),
  )

  route(router, MarkSent, async ({ params, body, caller }) =>
    ok(await fulfilment.markSent(params.id, body, caller)),
  )

  route(router, MarkReady, async ({ params, caller }) =>
    ok(await fulfilment.markReady(params.id, caller)),
  )

  route(router, MarkCollected, async ({ params, caller }) =>
    ok(await fulfilment.markCollected(params.id, caller)),
  )

  return router
}
