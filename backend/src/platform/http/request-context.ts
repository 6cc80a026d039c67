import { randomUUID } from 'node:crypto'

import type { RequestHandler } from 'express'

import type { Log } from '#platform/log.ts'
import type { Metrics } from '#platform/metrics.ts'
import { problemType } from '#platform/problem.ts'

import { clientIp } from './client-ip.ts'

const malformed = problemType('malformed-request', 'invalid', 'The request cannot be read')

interface RequestWorld {
  readonly log: Log
  readonly metrics: Metrics
  readonly originKey: string | undefined
}

/** Every request gets an id, an address, one line in the log and its place in the metrics, labelled by route and never by URL. */
export function requestContext({ log, metrics, originKey }: RequestWorld): RequestHandler {
  return (req, res, next) => {
    const started = performance.now()
    const id = randomUUID()
    res.locals['requestId'] = id
    res.locals['ip'] = clientIp(req, originKey)
    res.set('x-request-id', id)

    res.on('finish', () => {
      const seconds = (performance.now() - started) / 1000
      const route = String(res.locals['route'] ?? 'none')
      metrics.observeRequest({ method: req.method, route, status: res.statusCode }, seconds)
      log.info(
        { id, method: req.method, route, status: res.statusCode, ms: Math.round(seconds * 1000) },
        'request',
      )
    })
    next()
  }
}

/** PostgreSQL cannot keep a NUL byte, so no part of an address may carry one. */
export const refuseNul: RequestHandler = (req, _res, next) => {
  if (/%00|\0/.test(req.url)) throw malformed('The address has a NUL byte in it.')
  next()
}
