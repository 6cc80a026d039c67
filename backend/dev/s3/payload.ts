import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { crc32 } from 'node:zlib'

import { BodyTooLarge, readBody } from '#dev/http.ts'

import { S3Refusal } from './refusal.ts'

export interface Payload {
  readonly bytes: Buffer
  /** Checksums the sender gave and we proved, by header name: `x-amz-checksum-crc32`. */
  readonly checksums: Readonly<Record<string, string>>
}

const LIMIT_BYTES = 100 * 1024 * 1024

const DIGESTS: Readonly<Record<string, (bytes: Buffer) => string>> = {
  'x-amz-checksum-crc32': (bytes) => {
    const checksum = Buffer.alloc(4)
    checksum.writeUInt32BE(crc32(bytes))
    return checksum.toString('base64')
  },
  'x-amz-checksum-sha1': (bytes) => digest('sha1', bytes).toString('base64'),
  'x-amz-checksum-sha256': (bytes) => digest('sha256', bytes).toString('base64'),
}

/**
 * Reads the whole body, undoes `aws-chunked`, and checks every digest the sender gave with it: in
 * the headers, in the trailer, in the signature.
 */
export async function readPayload(request: IncomingMessage): Promise<Payload> {
  const raw = await readUpTo(request)
  const { headers } = request
  const isChunked = String(headers['x-amz-content-sha256']).startsWith('STREAMING-')
  const { bytes, trailer } = isChunked ? unchunk(raw) : { bytes: raw, trailer: {} }

  assertLength(headers, bytes)
  assertHash(headers, bytes)
  return { bytes, checksums: prove({ ...headers, ...trailer }, bytes) }
}

async function readUpTo(request: IncomingMessage): Promise<Buffer> {
  try {
    return await readBody(request, LIMIT_BYTES)
  } catch (error) {
    if (error instanceof BodyTooLarge) throw new S3Refusal(400, 'EntityTooLarge', error.message)
    throw error
  }
}

/** Chunks are `<hex size>[;chunk-signature=…]\r\n<bytes>\r\n`, then a chunk of 0 and the trailer. */
function unchunk(raw: Buffer): { bytes: Buffer; trailer: Record<string, string> } {
  const chunks: Buffer[] = []
  let position = 0
  for (;;) {
    const lineEnd = raw.indexOf('\r\n', position)
    if (lineEnd < 0) throw incomplete()
    const size = Number.parseInt(raw.toString('latin1', position, lineEnd), 16)
    const start = lineEnd + 2
    if (size === 0)
      return { bytes: Buffer.concat(chunks), trailer: parseTrailer(raw.subarray(start)) }
    if (!(start + size <= raw.length)) throw incomplete()
    chunks.push(raw.subarray(start, start + size))
    position = start + size + 2
  }
}

function parseTrailer(raw: Buffer): Record<string, string> {
  const lines = raw.toString('latin1').split('\r\n')
  return Object.fromEntries(
    lines.flatMap((line) => {
      const colon = line.indexOf(':')
      return colon < 0 ? [] : [[line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]]
    }),
  )
}

function assertLength(headers: IncomingHttpHeaders, bytes: Buffer): void {
  const decoded = headers['x-amz-decoded-content-length']
  if (decoded !== undefined && Number(decoded) !== bytes.length) throw incomplete()
}

function assertHash(headers: IncomingHttpHeaders, bytes: Buffer): void {
  const signedHash = String(headers['x-amz-content-sha256'])
  if (/^[0-9a-f]{64}$/.test(signedHash) && digest('sha256', bytes).toString('hex') !== signedHash) {
    const message = "The provided 'x-amz-content-sha256' header does not match what was computed."
    throw new S3Refusal(400, 'XAmzContentSHA256Mismatch', message)
  }
  const md5 = headers['content-md5']
  if (md5 !== undefined && digest('md5', bytes).toString('base64') !== md5) throw badDigest()
}

function prove(given: Readonly<Record<string, unknown>>, bytes: Buffer): Record<string, string> {
  const proved = Object.entries(DIGESTS).flatMap(([name, compute]) => {
    const expected = given[name]
    if (expected === undefined) return []
    const actual = compute(bytes)
    if (actual !== expected) throw badDigest()
    return [[name, actual]]
  })
  return Object.fromEntries(proved)
}

function digest(algorithm: string, bytes: Buffer): Buffer {
  return createHash(algorithm).update(bytes).digest()
}

function badDigest(): S3Refusal {
  return new S3Refusal(400, 'BadDigest', 'The digest you specified did not match what we received.')
}

function incomplete(): S3Refusal {
  const message = 'You did not provide the number of bytes specified by the Content-Length header.'
  return new S3Refusal(400, 'IncompleteBody', message)
}
