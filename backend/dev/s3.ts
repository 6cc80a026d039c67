import type { IncomingMessage, ServerResponse } from 'node:http'

import type { Clock } from '#platform/clock.ts'

import { listen, type Reply, send } from './http.ts'
import { takeForm } from './s3/form-upload.ts'
import { list } from './s3/listing.ts'
import { openObjects } from './s3/objects.ts'
import { asReply, notImplemented, S3Refusal } from './s3/refusal.ts'
import { type Bucket, get, put, remove, removeMany } from './s3/requests.ts'
import { assertSigned, type Credentials } from './s3/signature.ts'

export interface S3Options {
  /** 0 takes a free one. */
  readonly port: number
  readonly dataDir: string
  readonly bucket: string
  /** Every request must be signed with these. */
  readonly credentials: Credentials
  /** Dates the objects, and says when a presigned request has expired. */
  readonly clock: Clock
  /** Whose pages may upload and read from a browser: the bucket's CORS rule. */
  readonly allowedOrigins?: readonly string[]
}

export interface S3 {
  readonly url: string
  readonly bucket: string
  readonly close: () => Promise<void>
}

/**
 * Starts the local S3: one private bucket, path-style, its objects as files in `dataDir`.
 * Signatures (headers, presigned URLs, form policies) are verified as S3 does.
 */
export async function startS3(options: S3Options): Promise<S3> {
  const { allowedOrigins = [], bucket: name, clock, credentials, dataDir, port } = options
  const bucket: Bucket = { name, clock, credentials, objects: await openObjects(dataDir) }

  const server = await listen(port, async (request, response) => {
    allowOrigin(request, response, allowedOrigins)
    try {
      const reply = await answer(bucket, request, response)
      if (reply) send(response, reply)
    } catch (error) {
      if (!(error instanceof S3Refusal)) throw error
      request.resume()
      send(response, asReply(error, request.url ?? ''))
    }
  })
  return { url: server.url, bucket: name, close: server.close }
}

async function answer(
  bucket: Bucket,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Reply | undefined> {
  if (request.method === 'OPTIONS') return { status: 204 }

  const [name = '', ...rest] = pathOf(request).slice(1).split('/')
  const key = rest.join('/')
  if (name === '') throw notImplemented('listing buckets')
  if (name !== bucket.name) {
    throw new S3Refusal(404, 'NoSuchBucket', 'The specified bucket does not exist')
  }
  if (request.method === 'POST' && key === '' && isForm(request)) {
    return await takeForm(bucket, name, request)
  }
  assertSigned(request, bucket.credentials, bucket.clock.now())
  return key === ''
    ? await onBucket(bucket, request)
    : await onObject(bucket, key, { request, response })
}

async function onBucket(bucket: Bucket, request: IncomingMessage): Promise<Reply> {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost')
  if (request.method === 'HEAD') return { status: 200 }
  if (request.method === 'GET' && searchParams.get('list-type') === '2') {
    return list(bucket, searchParams)
  }
  if (request.method === 'POST' && searchParams.has('delete')) {
    return await removeMany(bucket, request)
  }
  throw notImplemented(`${request.method} on a bucket`)
}

async function onObject(
  bucket: Bucket,
  key: string,
  exchange: { request: IncomingMessage; response: ServerResponse },
): Promise<Reply | undefined> {
  const { method, url = '' } = exchange.request
  if (/[?&](uploads|uploadId|tagging|acl)\b/.test(url)) throw notImplemented(`${method} ${url}`)
  if (method === 'PUT') return await put(bucket, key, exchange.request)
  if (method === 'DELETE') return await remove(bucket, key)
  if (method === 'GET' || method === 'HEAD') {
    await get(bucket, key, exchange)
    return undefined
  }
  throw notImplemented(`${method} on an object`)
}

function isForm({ headers }: IncomingMessage): boolean {
  return String(headers['content-type']).startsWith('multipart/form-data')
}

function pathOf({ url = '/' }: IncomingMessage): string {
  try {
    return decodeURIComponent(url.split('?')[0] ?? '/')
  } catch {
    throw new S3Refusal(400, 'InvalidURI', 'The specified URI could not be parsed.')
  }
}

function allowOrigin(
  { headers }: IncomingMessage,
  response: ServerResponse,
  allowedOrigins: readonly string[],
): void {
  const { origin } = headers
  if (origin === undefined) return
  if (!allowedOrigins.includes(origin)) return
  response.setHeader('access-control-allow-origin', origin)
  response.setHeader('access-control-allow-methods', 'GET, HEAD, PUT, POST')
  response.setHeader('access-control-allow-headers', '*')
  response.setHeader('access-control-expose-headers', 'ETag, Location')
  response.setHeader('vary', 'Origin')
}
