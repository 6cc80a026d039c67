import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { startS3 } from '#dev/s3.ts'
import { systemClock } from '#platform/clock.ts'
import { openProxy, type Proxy } from '#tests/faults/proxy.ts'

import { s3MediaStore } from './s3.ts'

const KEY = 'products/kettle/320.webp'
const credentials = { accessKeyId: 'LOCALKEY', secretAccessKey: 'local-secret' }

let folder: string
let s3: Awaited<ReturnType<typeof startS3>>
let proxy: Proxy
let store: ReturnType<typeof s3MediaStore>

beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = credentials.accessKeyId
  process.env['AWS_SECRET_ACCESS_KEY'] = credentials.secretAccessKey
  folder = await mkdtemp(join(tmpdir(), 'shop-s3-'))
  s3 = await startS3({
    port: 0,
    dataDir: folder,
    bucket: 'media',
    credentials,
    clock: systemClock,
    allowedOrigins: [],
  })
  proxy = await openProxy(0, Number(new URL(s3.url).port))
  const endpoint = `http://127.0.0.1:${proxy.port}`
  store = s3MediaStore({ region: 'eu-west-2', bucket: 'media', endpoint })
  await store.put(KEY, Buffer.from('a kettle'), 'image/webp')
})
afterAll(async () => {
  await proxy.close()
  await s3.close()
  await rm(folder, { recursive: true })
})

test.each([
  ['resets every connection', 'reset'],
  ['never answers', 'hold'],
] as const)(
  'S3 %s: the pictures are away for now, and there again afterwards',
  async (_, kind) => {
    proxy.setMode({ kind })
    const away = { code: 'pictures-away', kind: 'unavailable' }
    await Promise.all([
      expect(store.get(KEY)).rejects.toMatchObject(away),
      expect(store.put(KEY, Buffer.from('a kettle'), 'image/webp')).rejects.toMatchObject(away),
    ])

    proxy.setMode({ kind: 'forward' })
    expect(await store.get(KEY)).toMatchObject({ contentType: 'image/webp' })
  },
  30_000,
)

test('a picture that was never there: nothing, rather than a failure', async () => {
  expect(await store.get('products/none/320.webp')).toBeNull()
})
