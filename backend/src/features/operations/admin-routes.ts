import { Router } from 'express'

import { ok, route } from '#platform/http/endpoint.ts'

import type { Background } from './background.ts'
import type { Books } from './books.ts'
import {
  CheckBooks,
  DiscardDeadLetter,
  ListDeadLetters,
  RetryAllDeadLetters,
  RetryDeadLetter,
  ViewBackground,
  ViewBooks,
} from './contract.ts'

export function operationsAdminRoutes({
  books,
  background,
}: {
  readonly books: Books
  readonly background: Background
}): Router {
  const router = Router()
  route(router, ViewBooks, async () => ok(await books.view()))
  route(router, CheckBooks, async ({ caller }) => ok(await books.checkBooks(caller)))

  route(router, ViewBackground, async () => ok(await background.overview()))
  route(router, ListDeadLetters, async ({ query }) => ok(await background.listDeadLetters(query)))
  route(router, RetryAllDeadLetters, async ({ caller }) => ok(await background.retryAll(caller)))
  route(router, RetryDeadLetter, async ({ params, caller }) =>
    ok(await background.retry(params.id, caller)),
  )
  route(router, DiscardDeadLetter, async ({ params, body, caller }) =>
    ok(await background.discard(params.id, body.reason, caller)),
  )
  return router
}
