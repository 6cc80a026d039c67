import { z } from 'zod'

import { operation } from '#platform/contract.ts'

const Status = z.object({ status: z.literal('ok') }).readonly()

export const ViewHealth = operation({
  method: 'get',
  path: '/healthz',
  as: 'anyone',
  summary: 'Whether the process answers; asks nothing else',
  reply: Status,
})

export const ViewReadiness = operation({
  method: 'get',
  path: '/readyz',
  as: 'anyone',
  summary: 'Whether the database answers and has every migration this version needs',
  reply: Status,
})

export const ViewMetrics = operation({
  method: 'get',
  path: '/metrics',
  as: 'anyone',
  summary: "Metrics in Prometheus' text format, for the bearer of the metrics token",
})

export const ViewOpenApi = operation({
  method: 'get',
  path: '/api/openapi.json',
  as: 'anyone',
  summary: 'This API as an OpenAPI 3.1 document',
  reply: z.looseObject({ openapi: z.string() }),
})

export const ViewApiDocs = operation({
  method: 'get',
  path: '/api/docs',
  as: 'anyone',
  summary: 'This API as a page to read',
})

export const ViewApiDocsStyle = operation({
  method: 'get',
  path: '/api/docs/style.css',
  as: 'anyone',
  summary: 'How that page looks',
})
