import { timingSafeEqual } from 'node:crypto'

import type { Request } from 'express'

/** What API Gateway tells of a request; serverless-http keeps it on the request. */
interface GatewayRequest {
  readonly apiGateway?: {
    readonly event?: {
      readonly requestContext?: { readonly http?: { readonly sourceIp?: string } }
    }
  }
}

/**
 * The address of the client. CloudFront's word for it counts only with the secret that CloudFront alone knows; otherwise it is
 * the gateway's source address, or the socket's. Headers that a client can write are never believed.
 */
export function clientIp(req: Request & GatewayRequest, originKey: string | undefined): string {
  const viewer = req.get('cloudfront-viewer-address')
  if (viewer && originKey && sameSecret(req.get('x-origin-key'), originKey)) {
    return viewer.slice(0, viewer.lastIndexOf(':'))
  }
  return (
    req.apiGateway?.event?.requestContext?.http?.sourceIp ?? req.socket.remoteAddress ?? 'unknown'
  )
}

/** Compares without telling by its duration how much was right. */
export function sameSecret(given: string | undefined, wanted: string): boolean {
  const a = Buffer.from(given ?? '')
  const b = Buffer.from(wanted)
  return a.length === b.length && timingSafeEqual(a, b)
}
