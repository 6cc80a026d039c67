import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

import compression from 'compression'
import express, { type RequestHandler, Router } from 'express'

import type { MediaStore } from '#platform/media-store.ts'

const ONE_YEAR_SECONDS = 31_536_000

/** Addresses the storefront knows; its own "not found" page answers all others. */
const STOREFRONT =
  /^\/(?:$|c\/|p\/|search$|basket$|checkout$|orders\/|account(?:\/|$)|delivery-and-returns$)/
const ADMIN = /^\/admin(?:\/|$)/
/** Three parts at most, and nothing that climbs out. */
const MEDIA = /^\/media\/((?:[\w-]+\/){1,4}[\w-]+\.\w{2,5})$/

/** What CloudFront and S3 do on AWS, for where there is neither: the built pages, and the pictures behind `/media`. */
export function pageRoutes(webRoot: string, media: MediaStore): Router {
  const router = Router()
  const immutable = `public, max-age=${ONE_YEAR_SECONDS}, immutable`

  router.get(MEDIA, servePicture(media))
  router.use(compression())
  router.use(
    '/assets',
    express.static(join(webRoot, 'assets'), {
      fallthrough: false,
      index: false,
      setHeaders: (res) => void res.set('cache-control', immutable),
    }),
  )
  router.use(express.static(webRoot, { index: false, maxAge: '1h', extensions: false }))
  router.get(/^\/(?!api\/|media\/)/, (req, res, next) => {
    if (!req.accepts('html')) return next()
    const isAdmin = ADMIN.test(req.path)
    res.status(isAdmin || STOREFRONT.test(req.path) ? 200 : 404)
    res.set('cache-control', 'no-cache')
    return res.sendFile(isAdmin ? 'admin.html' : 'index.html', { root: webRoot })
  })
  return router

  function servePicture(store: MediaStore): RequestHandler {
    return async (req, res, next) => {
      const key = MEDIA.exec(req.path)?.[1]
      const found = key === undefined ? null : await store.get(key)
      if (!found) return next()
      res.set('content-type', found.contentType).set('cache-control', immutable)
      if (found.contentLength !== undefined) res.set('content-length', String(found.contentLength))
      if (found.etag !== undefined) res.set('etag', found.etag)
      await pipeline(found.body, res)
    }
  }
}
