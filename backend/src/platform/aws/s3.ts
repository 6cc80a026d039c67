import { Readable } from 'node:stream'

import type { MediaStore } from '#platform/media-store.ts'

interface S3Options {
  readonly region: string
  readonly bucket: string
  readonly endpoint: string | undefined
}

/** Objects under `media/` of the bucket, the path CloudFront serves them by. */
const PREFIX = 'media/'

/** Pictures in Amazon S3, loaded at the first use. */
export function s3MediaStore({ region, bucket, endpoint }: S3Options): MediaStore {
  let opened: ReturnType<typeof open> | undefined
  async function open() {
    const sdk = await import('@aws-sdk/client-s3')
    const client = new sdk.S3Client({
      region,
      ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    })
    return { sdk, client }
  }
  const load = async () => await (opened ??= open())

  return {
    async put(key, bytes, contentType) {
      const { sdk, client } = await load()
      await client.send(
        new sdk.PutObjectCommand({
          Bucket: bucket,
          Key: PREFIX + key,
          Body: bytes,
          ContentType: contentType,
          CacheControl: 'public, max-age=31536000, immutable',
        }),
      )
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
        throw error
      }
    },
  }
}
