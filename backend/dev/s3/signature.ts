import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

import { accessDenied, S3Refusal } from './refusal.ts'

export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

interface Signed {
  readonly credential: string
  readonly date: string
  readonly signedHeaders: string
  readonly signature: string
  readonly payloadHash: string
  readonly query: URLSearchParams
}

const ALGORITHM = 'AWS4-HMAC-SHA256'

/**
 * Checks the signature a request carries, in its headers or (presigned) in its query.
 * The algorithm is AWS Signature Version 4, with S3's way of leaving the path as it is.
 * @throws S3Refusal when there is none, it is not ours, or its time is over.
 */
export function assertSigned(request: IncomingMessage, credentials: Credentials, now: Date): void {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const presigned = url.searchParams.has('X-Amz-Signature')
  const signed = presigned ? fromQuery(url, now) : fromHeaders(request, url)
  assertKnownKey(signed.credential, credentials)

  const scope = signed.credential.split('/').slice(1).join('/')
  const canonical = sha256(canonicalRequest(request, signed))
  const expected = sign([ALGORITHM, signed.date, scope, canonical].join('\n'), scope, credentials)
  assertSame(signed.signature, expected)
}

/** Checks the signature of a browser's form upload: it covers the policy alone. */
export function assertPolicySigned(
  fields: ReadonlyMap<string, string>,
  credentials: Credentials,
): void {
  const credential = fields.get('x-amz-credential') ?? ''
  if (fields.get('x-amz-algorithm') !== ALGORITHM) throw accessDenied()
  assertKnownKey(credential, credentials)
  const scope = credential.split('/').slice(1).join('/')
  assertSame(
    fields.get('x-amz-signature') ?? '',
    sign(fields.get('policy') ?? '', scope, credentials),
  )
}

function fromHeaders({ headers }: IncomingMessage, url: URL): Signed {
  const { authorization = '' } = headers
  const part = (name: string) => new RegExp(`${name}=([^,\\s]+)`).exec(authorization)?.[1] ?? ''
  if (!authorization.startsWith(ALGORITHM)) throw accessDenied()
  return {
    credential: part('Credential'),
    date: String(headers['x-amz-date']),
    signedHeaders: part('SignedHeaders'),
    signature: part('Signature'),
    payloadHash: String(headers['x-amz-content-sha256']),
    query: url.searchParams,
  }
}

function fromQuery(url: URL, now: Date): Signed {
  const query = new URLSearchParams(url.searchParams)
  const part = (name: string) => query.get(name) ?? ''
  const signature = part('X-Amz-Signature')
  const date = part('X-Amz-Date')
  const until = parseDate(date) + Number(part('X-Amz-Expires')) * 1000
  if (!(now.getTime() < until)) throw accessDenied('Request has expired')

  query.delete('X-Amz-Signature')
  return {
    credential: part('X-Amz-Credential'),
    date,
    signedHeaders: part('X-Amz-SignedHeaders'),
    signature,
    payloadHash: query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD',
    query,
  }
}

function canonicalRequest(request: IncomingMessage, signed: Signed): string {
  const names = signed.signedHeaders.split(';')
  const headers = names.map((name) => `${name}:${headerText(request, name)}\n`).join('')
  const path = (request.url ?? '/').split('?')[0] ?? '/'
  return [
    request.method,
    path,
    canonicalQuery(signed.query),
    headers,
    signed.signedHeaders,
    signed.payloadHash,
  ].join('\n')
}

function headerText({ headers }: IncomingMessage, name: string): string {
  return String(headers[name] ?? '')
    .trim()
    .replaceAll(/ +/g, ' ')
}

function canonicalQuery(query: URLSearchParams): string {
  const pairs = [...query].map(([name, value]) => `${uriEncode(name)}=${uriEncode(value)}`)
  return pairs.toSorted((a, b) => (a < b ? -1 : 1)).join('&')
}

function uriEncode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** `20261120T173000Z` in milliseconds. */
function parseDate(text: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  if (!parts) return Number.NaN
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map(Number)
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

function sign(text: string, scope: string, { secretAccessKey }: Credentials): string {
  const key = scope.split('/').reduce<Buffer | string>(hmac, `AWS4${secretAccessKey}`)
  return hmac(key, text).toString('hex')
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function assertKnownKey(credential: string, { accessKeyId }: Credentials): void {
  if (credential.split('/')[0] === accessKeyId) return
  const message = 'The AWS Access Key Id you provided does not exist in our records.'
  throw new S3Refusal(403, 'InvalidAccessKeyId', message)
}

function assertSame(given: string, expected: string): void {
  const same =
    given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected))
  if (same) return
  const message =
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.'
  throw new S3Refusal(403, 'SignatureDoesNotMatch', message)
}
