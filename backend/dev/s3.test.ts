import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'

import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'

import { type S3, startS3 } from './s3.ts'

const Bucket = 'shop-media'
const credentials = { accessKeyId: 'LOCALKEY', secretAccessKey: 'local-secret' }
let now = new Date()
let dataDir: string
let s3: S3
let client: S3Client

const start = async () =>
  await startS3({
    port: 0,
    dataDir,
    bucket: Bucket,
    credentials,
    clock: { now: () => now },
    allowedOrigins: ['http://localhost:3000'],
  })
const connect = (keys = credentials) =>
  new S3Client({ endpoint: s3.url, region: 'eu-west-2', forcePathStyle: true, credentials: keys })

beforeEach(async () => {
  now = new Date()
  dataDir = await mkdtemp(join(tmpdir(), 'sellthrough-test-'))
  s3 = await start()
  client = connect()
})
afterEach(async () => {
  await s3.close()
  await rm(dataDir, { recursive: true })
})

test('an object: it comes back as it was sent, also after a restart', async () => {
  const Key = 'media/a kettle (rød)/640.webp'
  const { ETag } = await put(Key, 'hello', {
    ContentType: 'image/webp',
    CacheControl: 'public, max-age=60',
    Metadata: { alt: 'kettle' },
  })
  await s3.close()
  s3 = await start()
  client = connect()

  const found = await client.send(new GetObjectCommand({ Bucket, Key }))

  expect(ETag).toBe('"5d41402abc4b2a76b9719d911017c592"')
  expect(await found.Body?.transformToString()).toBe('hello')
  expect(found).toMatchObject({
    ETag,
    ContentType: 'image/webp',
    CacheControl: 'public, max-age=60',
    ContentLength: 5,
    Metadata: { alt: 'kettle' },
  })
  expect(await client.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({ ETag })
})

test('a stream of unknown bytes: chunks and trailing checksum are undone', async () => {
  const bytes = Buffer.alloc(300_000, 'sellthrough')
  await client.send(
    new PutObjectCommand({
      Bucket,
      Key: 'stream',
      Body: Readable.from([bytes.subarray(0, 70_000), bytes.subarray(70_000)]),
      ContentLength: bytes.length,
    }),
  )

  const found = await client.send(new GetObjectCommand({ Bucket, Key: 'stream' }))

  expect(Buffer.from((await found.Body?.transformToByteArray()) ?? [])).toEqual(bytes)
  expect(found.ContentEncoding).toBeUndefined()
})

test.each([
  ['bytes=0-1', 'he', 'bytes 0-1/5'],
  ['bytes=3-', 'lo', 'bytes 3-4/5'],
  ['bytes=-2', 'lo', 'bytes 3-4/5'],
])('a range %s', async (Range, text, contentRange) => {
  await put('hello', 'hello')

  const found = await client.send(new GetObjectCommand({ Bucket, Key: 'hello', Range }))

  expect(await found.Body?.transformToString()).toBe(text)
  expect(found.ContentRange).toBe(contentRange)
})

test('what is not there, and what was damaged on the way, are refused as S3 refuses them', async () => {
  await expect(client.send(new GetObjectCommand({ Bucket, Key: 'none' }))).rejects.toMatchObject({
    name: 'NoSuchKey',
    $metadata: { httpStatusCode: 404 },
  })
  await expect(client.send(new HeadObjectCommand({ Bucket, Key: 'none' }))).rejects.toMatchObject({
    name: 'NotFound',
  })
  await expect(put('damaged', 'hello', { ContentMD5: 'AAAA' })).rejects.toMatchObject({
    name: 'BadDigest',
  })
  await expect(client.send(new ListObjectsV2Command({ Bucket: 'another' }))).rejects.toMatchObject({
    name: 'NoSuchBucket',
  })
})

test('a stranger: no signature, an unknown key and a wrong secret are all refused', async () => {
  await put('hello', 'hello')
  const get = new GetObjectCommand({ Bucket, Key: 'hello' })

  expect((await fetch(`${s3.url}/${Bucket}/hello`)).status).toBe(403)
  await expect(connect({ ...credentials, accessKeyId: 'WHO' }).send(get)).rejects.toMatchObject({
    name: 'InvalidAccessKeyId',
  })
  await expect(
    connect({ ...credentials, secretAccessKey: 'wrong' }).send(get),
  ).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' })
})

test('a presigned link: it opens the object until its time is over', async () => {
  await put('hello', 'hello')
  const hello = new GetObjectCommand({ Bucket, Key: 'hello' })
  const link = await getSignedUrl(client, hello, { expiresIn: 60 })

  expect(await fetch(link).then(async (response) => await response.text())).toBe('hello')
  expect((await fetch(link.replace('/hello', '/other'))).status).toBe(403)
  now = new Date(Date.now() + 61_000)
  expect(await fetch(link).then(async (response) => await response.text())).toContain('has expired')
})

test('a list: by prefix, folders folded, a page at a time', async () => {
  for (const key of ['a/1', 'a/2', 'a/b/3', 'b & <c>', 'c']) await put(key, key)

  const folded = await client.send(
    new ListObjectsV2Command({ Bucket, Prefix: 'a/', Delimiter: '/' }),
  )
  const first = await client.send(new ListObjectsV2Command({ Bucket, MaxKeys: 3 }))
  const second = await client.send(
    new ListObjectsV2Command({ Bucket, ContinuationToken: first.NextContinuationToken }),
  )

  expect(folded.Contents?.map(({ Key }) => Key)).toEqual(['a/1', 'a/2'])
  expect(folded.CommonPrefixes).toEqual([{ Prefix: 'a/b/' }])
  expect(first.Contents?.map(({ Key }) => Key)).toEqual(['a/1', 'a/2', 'a/b/3'])
  expect(first.IsTruncated).toBe(true)
  expect(second.Contents?.map(({ Key }) => Key)).toEqual(['b & <c>', 'c'])
  expect(second.IsTruncated).toBe(false)
})

test('copies and removals', async () => {
  await put('from', 'hello', { ContentType: 'text/plain' })
  await client.send(new CopyObjectCommand({ Bucket, Key: 'to', CopySource: `${Bucket}/from` }))
  await client.send(new DeleteObjectCommand({ Bucket, Key: 'from' }))

  const copy = await client.send(new GetObjectCommand({ Bucket, Key: 'to' }))
  expect(copy.ContentType).toBe('text/plain')

  const { Deleted } = await client.send(
    new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'to' }, { Key: 'gone' }] } }),
  )
  expect(Deleted).toEqual([{ Key: 'to' }, { Key: 'gone' }])
  expect((await client.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0)
})

describe('a form upload', () => {
  test('within its policy: it is stored', async () => {
    const response = await upload({})

    expect(response.status).toBe(201)
    expect(response.headers.get('access-control-allow-origin')).toBe('http://localhost:3000')
    expect(await response.text()).toContain('<Key>uploads/1.webp</Key>')
    const found = await client.send(new GetObjectCommand({ Bucket, Key: 'uploads/1.webp' }))
    expect(found.ContentType).toBe('image/webp')
    expect(await found.Body?.transformToString()).toBe('picture')
  })

  test.each([
    ['another content type', { fields: { 'Content-Type': 'text/html' } }, 403, 'AccessDenied'],
    ['another key', { fields: { key: 'elsewhere' } }, 403, 'AccessDenied'],
    ['a field nobody allowed', { fields: { 'x-amz-meta-a': 'b' } }, 403, 'AccessDenied'],
    ['too much', { body: 'x'.repeat(1001) }, 400, 'EntityTooLarge'],
    ['too little', { body: '' }, 400, 'EntityTooSmall'],
    ['too late', { elapsedSeconds: 601 }, 403, 'Policy expired'],
    ['a policy of their own', { fields: { policy: btoa('{}') } }, 403, 'SignatureDoesNotMatch'],
    ['no policy', { without: 'Policy' }, 403, 'AccessDenied'],
    ['no signature', { without: 'X-Amz-Signature' }, 403, 'SignatureDoesNotMatch'],
  ] as const)('%s: it is refused', async (_case, attempt, status, code) => {
    const response = await upload(attempt)

    expect(response.status).toBe(status)
    expect(await response.text()).toContain(code)
    expect((await client.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0)
  })
})

interface Attempt {
  readonly fields?: Readonly<Record<string, string>>
  readonly without?: string
  readonly body?: string
  readonly elapsedSeconds?: number
}

async function upload({ fields, without, body = 'picture', elapsedSeconds = 0 }: Attempt) {
  const post = await createPresignedPost(client, {
    Bucket,
    Key: 'uploads/1.webp',
    Expires: 600,
    Fields: { 'Content-Type': 'image/webp', success_action_status: '201' },
    Conditions: [
      ['content-length-range', 1, 1000],
      ['starts-with', '$key', 'uploads/'],
    ],
  })
  now = new Date(Date.now() + elapsedSeconds * 1000)
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...post.fields, ...fields })) {
    if (name !== without) form.append(name, value)
  }
  form.append('file', new Blob([body]), 'kettle.webp')
  const headers = { origin: 'http://localhost:3000' }
  return await fetch(post.url, { method: 'POST', headers, body: form })
}

async function put(Key: string, Body: string, more: object = {}) {
  return await client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }))
}
