import { Router } from 'express'

import { ok, type Reply, route } from '#platform/http/endpoint.ts'

import {
  ViewApiDocs,
  ViewApiDocsStyle,
  ViewHealth,
  ViewMetrics,
  ViewOpenApi,
  ViewReadiness,
} from './contract.ts'
import { DOCS_STYLE } from './docs-style.ts'
import type { Operations } from './service.ts'

export function operationsRoutes(operations: Operations): Router {
  const router = Router()

  route(router, ViewHealth, async () => ok({ status: 'ok' }))

  route(router, ViewReadiness, async () => {
    await operations.assertReady()
    return ok({ status: 'ok' })
  })

  route(router, ViewMetrics, async ({ request }) => {
    const token = request.header('authorization')?.replace(/^bearer /i, '')
    return text('text/plain; version=0.0.4', await operations.readMetrics(token), 'no-store')
  })

  route(router, ViewOpenApi, async () => text('application/json', await operations.openApi()))
  route(router, ViewApiDocs, async () => text('text/html', await operations.docsPage()))
  route(router, ViewApiDocsStyle, async () => text('text/css', DOCS_STYLE))

  return router
}

/** `no-cache` lets a browser keep it and makes it ask whether it changed. */
function text(type: string, content: string, cacheControl = 'no-cache'): Reply {
  const headers = { 'content-type': `${type}; charset=utf-8`, 'cache-control': cacheControl }
  return { json: content, headers }
}
