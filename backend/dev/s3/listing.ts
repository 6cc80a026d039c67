import type { Reply } from '#dev/http.ts'

import type { StoredObject } from './objects.ts'
import { invalidArgument } from './refusal.ts'
import type { Bucket } from './requests.ts'
import { asXml, document } from './xml.ts'

const MAX_KEYS = 1000

/** ListObjectsV2. The continuation token is the last key or prefix of the page before. */
export function list({ name, objects }: Bucket, query: URLSearchParams): Reply {
  const prefix = query.get('prefix') ?? ''
  const delimiter = query.get('delimiter') ?? ''
  const limit = parseLimit(query.get('max-keys'))
  const rest = group(objects.list(prefix), prefix, delimiter).filter(isAfter(markOf(query)))
  const page = rest.slice(0, limit)
  const encode = query.get('encoding-type') === 'url' ? encodeKey : (key: string) => key
  return asXml(
    document('ListBucketResult', {
      Name: name,
      Prefix: encode(prefix),
      Delimiter: delimiter === '' ? undefined : encode(delimiter),
      KeyCount: page.length,
      MaxKeys: limit,
      EncodingType: query.get('encoding-type') ?? undefined,
      IsTruncated: rest.length > page.length,
      NextContinuationToken: rest.length > page.length ? tokenFor(page.at(-1)) : undefined,
      Contents: page.flatMap(({ object }) => (object ? [summary(object, encode)] : [])),
      CommonPrefixes: page.flatMap((entry) =>
        entry.object ? [] : [{ Prefix: encode(entry.name) }],
      ),
    }),
  )
}

function parseLimit(text: string | null): number {
  const limit = Number(text ?? MAX_KEYS)
  if (limit >= 0) return Math.min(limit, MAX_KEYS)
  throw invalidArgument('max-keys must be a number that is not negative')
}

function markOf(query: URLSearchParams): string {
  const token = query.get('continuation-token')
  if (token !== null) return Buffer.from(token, 'base64url').toString()
  return query.get('start-after') ?? ''
}

function tokenFor(last: Entry | undefined): string {
  return Buffer.from(last?.name ?? '').toString('base64url')
}

interface Entry {
  readonly name: string
  /** Absent for a common prefix. */
  readonly object?: StoredObject
}

function group(objects: readonly StoredObject[], prefix: string, delimiter: string): Entry[] {
  const entries = new Map<string, Entry>()
  for (const object of objects) {
    const cut = delimiter ? object.key.indexOf(delimiter, prefix.length) : -1
    const name = cut < 0 ? object.key : object.key.slice(0, cut + delimiter.length)
    entries.set(name, cut < 0 ? { name, object } : { name })
  }
  return [...entries.values()]
}

function isAfter(mark: string): (entry: Entry) => boolean {
  return ({ name }) => Buffer.compare(Buffer.from(name), Buffer.from(mark)) > 0
}

function summary({ key, lastModified, etag, size }: StoredObject, encode: (key: string) => string) {
  return {
    Key: encode(key),
    LastModified: lastModified,
    ETag: etag,
    Size: size,
    StorageClass: 'STANDARD',
  }
}

function encodeKey(key: string): string {
  return encodeURIComponent(key).replaceAll('%2F', '/')
}
