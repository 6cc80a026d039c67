import { Readable } from 'node:stream'

import type * as Sdk from '@aws-sdk/client-s3'

import { type MediaStore, picturesAway } from '#platform/media-store.ts'
import type { Problem } from '#platform/problem.ts'

import { timeLimits } from './time-limits.ts'

interface S3Options {
  readonly region: string
  readonly bucket: string
  readonly endpoint: string | undefined
}

/** Objects under `media/` of the bucket, the path CloudFront serves them by. */
const PREFIX = 'media/'
const RETRY_AFTER_SECONDS = 5

/** Pictures in Amazon S3, loaded at the first use. */
export function s3MediaStore({ region, bucket, endpoint }: S3Options): MediaStore {
  let opened: ReturnType<typeof open> | undefined
  async function open() {
    const sdk = await import('@aws-sdk/client-s3')
    const client = new sdk.S3Client({
      region,
      maxAttempts: 2,
      requestHandler: timeLimits(4_000),
      ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    })
    return { sdk, client }
  }
  const load = async () => await (opened ??= open())

  return {
    async put(key, bytes, contentType) {
      const { sdk, client } = await load()
      try {
        await client.send(
          new sdk.PutObjectCommand({
            Bucket: bucket,
            Key: PREFIX + key,
            Body: bytes,
            ContentType: contentType,
            CacheControl: 'public, max-age=31536000, immutable',
          }),
        )
      } catch (error) {
        throw isRefusal(sdk, error) ? error : away(error)
      }
    },

    async get(key) {
      const { sdk, client } = await load()
      try {
        const found = await client.send(
          new sdk.GetObjectCommand({ Bucket: bucket, Key: PREFIX + key }),
        )
        if (!(found.Body instanceof Readable)) return null
        return {
          body: found.Body,
          contentType: found.ContentType ?? 'application/octet-stream',
          contentLength: found.ContentLength,
          etag: found.ETag,
        }
      } catch (error) {
        if (error instanceof sdk.NoSuchKey) return null
        throw isRefusal(sdk, error) ? error : away(error)
      }
    },
  }
}

/** Whether S3 answered, and found fault with the request. */
const isRefusal = (sdk: typeof Sdk, error: unknown): boolean =>
  error instanceof sdk.S3ServiceException && error.$fault === 'client'

function away(cause: unknown): Problem {
  const problem = picturesAway(
    'The pictures cannot be reached just now. Nothing was changed; try again in a moment.',
    { retryAfterSeconds: RETRY_AFTER_SECONDS },
  )
  problem.cause = cause
  return problem
}
