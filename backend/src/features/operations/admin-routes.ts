import { Router } from 'express'

import { ok, route } from '#platform/http/endpoint.ts'

import type { Books } from './books.ts'
import { CheckBooks, ViewBooks } from './contract.ts'

export function operationsAdminRoutes(books: Books): Router {
  const router = Router()
  route(router, ViewBooks, async () => ok(await books.view()))
  route(router, CheckBooks, async ({ caller }) => ok(await books.checkBooks(caller)))
  return router
}
