import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createTestDatabase } from '#tests/support/database.ts'

import { bundle } from './bundle.ts'
import { measureStartUp } from './start-up.ts'

test('the built Lambda, alone in its folder: its first event is answered', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lambda-'))
  const database = await createTestDatabase()
  await bundle(['backend/src/entry/lambda.ts'], folder)

  const { milliseconds } = await measureStartUp(folder, {
    DATABASE_URL: database.url,
    SHOP_ORIGIN: 'https://shop.example',
    JWT_SIGNING_KEY: 'a signing key for tests, and for tests only',
    METRICS_TOKEN: 'metrics-token-for-tests',
    STRIPE_SECRET_KEY: 'sk_test_none',
    STRIPE_WEBHOOK_SECRET: 'whsec_none',
    AWS_REGION: 'eu-west-2',
    JOB_QUEUE_URL: 'https://sqs.example/jobs',
    MEDIA_BUCKET: 'media',
    MAIL_FROM: 'shop@example.com',
  })

  expect(milliseconds).toBeLessThan(10_000)
  await database.drop()
  await rm(folder, { recursive: true })
}, 60_000)
