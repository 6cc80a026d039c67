import cors from 'cors'
import type { RequestHandler } from 'express'
import helmet from 'helmet'

/** Nothing inline, nothing from a third party: what runs on a page came from the shop. */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'base-uri': ["'none'"],
        'connect-src': ["'self'"],
        'font-src': ["'self'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        'img-src': ["'self'", 'data:'],
        'manifest-src': ["'self'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    // The way from Stripe's page back to the shop must keep its opener apart, and does.
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
    xPoweredBy: true,
  })
}

/** Only the shop's own origins, compared whole, may call with a browser's credentials. */
export function crossOrigin(allowed: readonly string[]): RequestHandler {
  return cors({
    origin: [...allowed],
    credentials: true,
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-none-match', 'prefer'],
    exposedHeaders: ['etag', 'retry-after', 'x-request-id', 'idempotent-replayed'],
    maxAge: 600,
  })
}
