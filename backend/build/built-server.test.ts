import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

import request from 'supertest'

import { startInbox } from '#dev/inbox.ts'
import { findFreePort } from '#dev/ports.ts'
import { startSqs } from '#dev/sqs.ts'
import { startStripe } from '#dev/stripe/index.ts'
import { createTestClock } from '#tests/support/clock.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { buy } from '#tests/support/given.ts'

import { bundle } from './bundle.ts'

const run = promisify(execFile)

const OWNER = { email: 'owner@example.com', password: 'correct horse battery' }
const STRIPE_KEY = 'sk_test_stand_in'
const STRIPE_SECRET = 'whsec_stand_in'
const PATIENCE_MS = 30_000

let folder: string
let url: string
let world: Awaited<ReturnType<typeof openWorld>>
let server: ChildProcess

/** What is around the shop in production, standing in on this machine. */
async function openWorld(port: number) {
  const clock = createTestClock()
  const webhook = { url: `http://127.0.0.1:${port}/api/webhooks/stripe`, secret: STRIPE_SECRET }
  const [database, stripe, sqs, inbox] = await Promise.all([
    createTestDatabase(),
    startStripe({ port: 0, secretKey: STRIPE_KEY, webhook, clock }),
    startSqs({ port: 0 }),
    startInbox({ port: 0, dataDir: join(folder, 'inbox'), clock }),
  ])
  const environment = {
    PORT: String(port),
    SHOP_ORIGIN: `http://127.0.0.1:${port}`,
    DATABASE_URL: database.url,
    JWT_SIGNING_KEY: 'a signing key for tests, and for tests only',
    METRICS_TOKEN: 'metrics-token-for-tests',
    STRIPE_SECRET_KEY: STRIPE_KEY,
    STRIPE_WEBHOOK_SECRET: STRIPE_SECRET,
    STRIPE_API_URL: stripe.url,
    AWS_REGION: 'eu-west-2',
    AWS_ACCESS_KEY_ID: 'none',
    AWS_SECRET_ACCESS_KEY: 'none',
    AWS_ENDPOINT_URL_SQS: sqs.url,
    AWS_ENDPOINT_URL_SES: inbox.url,
    JOB_QUEUE_URL: sqs.queueUrl,
    MEDIA_BUCKET: 'media',
    MAIL_FROM: 'shop@example.com',
    LOG_LEVEL: 'warn',
  }
  const close = async () => {
    await Promise.all([stripe.close(), sqs.close(), inbox.close()])
    await database.drop()
  }
  return { stripe, inbox, environment, close }
}

/** Asks until the answer will do. */
async function until<T>(ask: () => Promise<T>, willDo: (answer: T) => boolean): Promise<T> {
  const patience = AbortSignal.timeout(PATIENCE_MS)
  for (;;) {
    const answer = await ask().catch(() => undefined)
    if (answer !== undefined && willDo(answer)) return answer
    if (patience.aborted) throw new Error(`Still not as wanted: ${JSON.stringify(answer)}`)
    await pause(50)
  }
}

const isOk = ({ status }: { readonly status: number }) => status === 200

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'server-'))
  const port = await findFreePort()
  url = `http://127.0.0.1:${port}`
  world = await openWorld(port)
  await bundle(['backend/src/entry/server.ts', 'backend/src/entry/operate.ts'], folder)

  const [env, node] = [world.environment, process.execPath]
  const owner = JSON.stringify({ ...OWNER, name: 'Olga' })
  await run(node, [join(folder, 'operate.mjs'), 'migrate'], { env })
  await run(node, [join(folder, 'operate.mjs'), 'create-owner', owner], { env })
  server = spawn(node, [join(folder, 'server.mjs')], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  await until(async () => await fetch(`${url}/readyz`), isOk)
}, 60_000)

afterAll(async () => {
  server.kill('SIGKILL')
  await world.close()
  await rm(folder, { recursive: true })
})

test('the built server, with real clients of Stripe, SQS and SES: a purchase from shelf to mail, and a clean end', async () => {
  const { body: session } = await request(url).post('/api/auth/login').send(OWNER).expect(200)
  await request(url)
    .post('/api/admin/products')
    .set('authorization', `Bearer ${session.accessToken}`)
    .send({
      title: 'Assam tea',
      description: '<p>Dark.</p><script>alert(1)</script>',
      status: 'active',
      variants: [{ sku: 'TEA', priceMinor: 850, onHand: 3 }],
    })
    .expect(201)

  const { body: checkout } = await buy(request.agent(url), 'TEA')
  const [sessionId] = /cs_\w+/.exec(checkout.paymentUrl) ?? []
  await request(world.stripe.url)
    .post(`/_control/sessions/${sessionId}`)
    .send({ outcome: 'paid' })
    .expect(200)

  const { id, accessToken } = checkout.order
  const order = async () => (await request(url).get(`/api/orders/${id}?token=${accessToken}`)).body
  await until(order, ({ status }) => status === 'placed')
  const mails = async () =>
    (await request(world.inbox.url).get('/api/messages?to=ada@example.com')).body
  const [mail] = await until(mails, ({ length }) => length > 0)
  expect(mail.text).toContain('Assam tea')
  await request(url).get('/api/docs').expect(200)

  server.kill('SIGTERM')
  await expect(once(server, 'exit')).resolves.toEqual([0, null])
}, 60_000)
