import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { buy } from '#tests/support/given.ts'
import { openTestShop, type TestShop } from '#tests/support/shop.ts'

import { bundle } from './bundle.ts'
import { measureStartUp } from './start-up.ts'

let folder: string
let shop: TestShop
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lambda-'))
  shop = await openTestShop()
  await bundle(['backend/src/entry/lambda.ts'], folder)
}, 60_000)
afterAll(async () => {
  await shop.close()
  await rm(folder, { recursive: true })
})

const environment = () => ({
  DATABASE_URL: shop.databaseUrl,
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

test('the built Lambda, alone in its folder: its first event is answered', async () => {
  const { milliseconds } = await measureStartUp(folder, environment())

  expect(milliseconds).toBeLessThan(10_000)
}, 60_000)

test('the same, asked for an invoice: it is typeset, with the fonts beside the bundle', async () => {
  await shop.given.stock('PAPER', 3)
  const { body } = await buy(shop.browser(), 'PAPER')
  await shop.pay(body.paymentUrl)
  const { id, accessToken } = body.order

  const address = `/api/orders/${id}/invoice.pdf?token=${accessToken}`
  const { body: invoice } = await measureStartUp(folder, environment(), address)

  expect(invoice.subarray(0, 5).toString()).toBe('%PDF-')
  expect(invoice.subarray(-6).toString()).toContain('%%EOF')
}, 60_000)
