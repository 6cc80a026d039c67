import { createReadStream } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'

import { type Reply, send } from '#dev/http.ts'
import type { Clock } from '#platform/clock.ts'

import type { Objects, StoredObject } from './objects.ts'
import { readPayload } from './payload.ts'
import { noSuchKey, S3Refusal } from './refusal.ts'
import type { Credentials } from './signature.ts'
import { asXml, document, textsOf } from './xml.ts'

export interface Bucket {
  readonly name: string
  readonly objects: Objects
  readonly credentials: Credentials
  readonly clock: Clock
}

const KEPT = [
  'content-type',
  'cache-control',
  'content-disposition',
  'content-language',
  'expires',
] as const

export async function put(bucket: Bucket, key: string, request: IncomingMessage): Promise<Reply> {
  if (request.headers['x-amz-copy-source'] !== undefined) return await copy(bucket, key, request)

  const { bytes, checksums } = await readPayload(request)
  assertPrecondition(bucket, key, request)
  const { etag } = await bucket.objects.put(key, {
    bytes,
    checksums,
    headers: headersFrom(request),
    lastModified: bucket.clock.now(),
  })
  return { status: 200, headers: { etag, ...checksums } }
}

/** `If-None-Match: *` writes only what is not there yet. */
function assertPrecondition({ objects }: Bucket, key: string, { headers }: IncomingMessage): void {
  if (headers['if-none-match'] !== '*' || !objects.find(key)) return
  throw preconditionFailed()
}

function preconditionFailed(): S3Refusal {
  const message = 'At least one of the pre-conditions you specified did not hold'
  return new S3Refusal(412, 'PreconditionFailed', message)
}

function headersFrom({ headers }: IncomingMessage): Record<string, string> {
  const encoding = (headers['content-encoding'] ?? '').replace(/,?\s*aws-chunked\s*,?/, '')
  const kept = Object.entries(headers).filter(
    ([name]) => KEPT.some((each) => each === name) || name.startsWith('x-amz-meta-'),
  )
  return {
    ...Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
    ...(encoding ? { 'content-encoding': encoding } : {}),
  }
}

async function copy(bucket: Bucket, key: string, request: IncomingMessage): Promise<Reply> {
  const [sourceBucket, ...rest] = decodeURIComponent(String(request.headers['x-amz-copy-source']))
    .replace(/^\//, '')
    .split('/')
  const source = bucket.objects.find(rest.join('/'))
  if (sourceBucket !== bucket.name || !source) throw noSuchKey()

  const replaces = request.headers['x-amz-metadata-directive'] === 'REPLACE'
  const { etag, lastModified } = await bucket.objects.put(key, {
    bytes: await bucket.objects.read(source),
    checksums: source.checksums,
    headers: replaces ? headersFrom(request) : source.headers,
    lastModified: bucket.clock.now(),
  })
  return asXml(document('CopyObjectResult', { LastModified: lastModified, ETag: etag }))
}

/** Also HEAD, and byte ranges (one), and conditions on the ETag. */
export async function get(
  bucket: Bucket,
  key: string,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  const object = bucket.objects.find(key)
  if (!object) throw noSuchKey()
  const { headers } = request
  if (headers['if-match'] !== undefined && headers['if-match'] !== object.etag) {
    throw preconditionFailed()
  }
  const described = describe(object, request)
  if (headers['if-none-match'] === object.etag) {
    return send(response, { status: 304, headers: described })
  }
  const range = parseRange(headers.range, object.size)
  const { start, end } = range ?? { start: 0, end: object.size - 1 }
  response.writeHead(range ? 206 : 200, {
    ...described,
    'content-length': String(end - start + 1),
    ...(range ? { 'content-range': `bytes ${start}-${end}/${object.size}` } : {}),
  })
  if (request.method === 'HEAD' || object.size === 0) return void response.end()
  await pipeline(createReadStream(bucket.objects.pathOf(object), { start, end }), response)
}

function describe(object: StoredObject, request: IncomingMessage): Record<string, string> {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost')
  const overrides = [...searchParams].flatMap(([name, value]) =>
    name.startsWith('response-') ? [[name.slice('response-'.length), value]] : [],
  )
  const wantsChecksum = request.headers['x-amz-checksum-mode'] === 'ENABLED'
  return {
    'content-type': 'binary/octet-stream',
    ...object.headers,
    ...(wantsChecksum && !request.headers.range ? object.checksums : {}),
    'accept-ranges': 'bytes',
    etag: object.etag,
    'last-modified': new Date(object.lastModified).toUTCString(),
    ...Object.fromEntries(overrides),
  }
}

function parseRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (from === undefined || to === undefined || from + to === '') return undefined

  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (start > end) {
    throw new S3Refusal(416, 'InvalidRange', 'The requested range is not satisfiable')
  }
  return { start, end }
}

export async function remove(bucket: Bucket, key: string): Promise<Reply> {
  await bucket.objects.remove(key)
  return { status: 204 }
}

/** Removing what is not there succeeds, as with S3. */
export async function removeMany(bucket: Bucket, request: IncomingMessage): Promise<Reply> {
  const { bytes } = await readPayload(request)
  const body = bytes.toString('utf8')
  const keys = textsOf(body, 'Key')
  if (keys.length === 0 || keys.length > 1000) {
    throw new S3Refusal(400, 'MalformedXML', 'The XML you provided was not well-formed.')
  }
  for (const key of keys) await bucket.objects.remove(key)
  const isQuiet = textsOf(body, 'Quiet')[0] === 'true'
  return asXml(document('DeleteResult', { Deleted: isQuiet ? [] : keys.map((Key) => ({ Key })) }))
}
