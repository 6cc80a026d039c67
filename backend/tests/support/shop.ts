import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

import request from 'supertest'

import { createApp } from '#app'
import { startStripe } from '#dev/stripe/index.ts'
import { createJobRunner } from '#entry/worker.ts'
import { stripeGateway } from '#features/payments/index.ts'
import type { Role } from '#platform/contract.ts'
import { openDatabase } from '#platform/db.ts'
import { createLog } from '#platform/log.ts'
import { createMetrics } from '#platform/metrics.ts'
import { openShop } from '#shop'

import { createTestClock } from './clock.ts'
import { createTestDatabase } from './database.ts'
import { createFaults } from './faults.ts'
import { given } from './given.ts'
import { lambdaFront } from './lambda-front.ts'
import { createTestMailer, createTestMedia, createTestQueue } from './world.ts'

export type TestShop = Awaited<ReturnType<typeof openTestShop>>

/** With it a request may name the address it comes from, as CloudFront does. */
export const ORIGIN_KEY = 'origin-key-for-tests'
/** The one that replaces Stripe's present secret. */
export const NEXT_STRIPE_SECRET = 'whsec_next_stand_in'
export const METRICS_TOKEN = 'metrics-token-for-tests'
export const STRIPE_KEY = 'sk_test_stand_in'
export const STRIPE_SECRET = 'whsec_stand_in'
const POOL_SIZE = Number(process.env['TEST_POOL_SIZE'] ?? 5)
/** How long something that is on its way may take to arrive. */
const PATIENCE_MS = 10_000

interface TestShopOptions {
  readonly rateLimits?: boolean
  readonly checkoutsAtOnce?: number
}

/**
 * The real app on its own real database, reached over real HTTP, through Express's door or Lambda's; Stripe's stand-in speaks to
 * it as Stripe does. Only the queue, the mail and the pictures stay in this process, so that a test can look at them.
 */
export async function openTestShop({
  rateLimits = false,
  checkoutsAtOnce = 1000,
}: TestShopOptions = {}) {
  const database = await createTestDatabase()
  const clock = createTestClock()
  const db = openDatabase({ url: database.url, poolSize: POOL_SIZE })
  const faults = createFaults()
  faults.watch(db.connections)
  const queue = createTestQueue(faults)
  const mailer = createTestMailer(faults)
  const media = createTestMedia()
  const logged: string[] = []
  const log = createLog('warn', { write: (line: string) => void logged.push(line) })
  const metrics = createMetrics({ db, clock })

  let answer: RequestListener = (_req, res) => res.destroy()
  const server = createServer((req, res) => answer(req, res))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const stripe = await startStripe({
    port: 0,
    secretKey: STRIPE_KEY,
    webhook: { url: `${url}/api/webhooks/stripe`, secret: STRIPE_SECRET },
    clock,
  })
  const world = {
    db,
    clock,
    log,
    metrics,
    queue,
    mailer,
    media,
    gateway: stripeGateway({
      secretKey: STRIPE_KEY,
      webhookSecrets: [STRIPE_SECRET, NEXT_STRIPE_SECRET],
      apiUrl: stripe.url,
    }),
    shopOrigin: url,
    signingKey: 'a signing key for tests, and for tests only',
    rateLimits,
  }
  const shop = openShop(world)
  const app = createApp(world, shop, {
    allowedOrigins: [url],
    metricsToken: METRICS_TOKEN,
    migrationsFolder: 'prisma/migrations',
    originKey: ORIGIN_KEY,
    checkoutsAtOnce,
  })
  app.set('check replies', true)
  answer = Reflect.get(globalThis, 'DOOR') === 'lambda' ? lambdaFront(app) : app

  const runJob = createJobRunner({ jobs: shop.jobs, metrics, deadLetters: shop.background })
  const tokens = new Map<Role, Promise<string>>()

  async function signIn(role: Role): Promise<string> {
    const login = { email: `${role}@example.com`, password: 'correct horse battery' }
    await shop.accounts.createAccount({ ...login, name: `Test ${role}`, role })
    const { body } = await request(url).post('/api/auth/login').send(login)
    return String(body.accessToken)
  }

  /** What somebody of that role sends as authorization. */
  async function bearer(role: Role): Promise<string> {
    if (!tokens.has(role)) tokens.set(role, signIn(role))
    return `Bearer ${await tokens.get(role)}`
  }

  /** Does all work that is due, until there is none: what one worker would have done by now. */
  async function drain(): Promise<void> {
    for (;;) {
      await shop.outbox.flush()
      const bodies = queue.takeAll()
      if (bodies.length === 0) return
      for (const body of bodies) await runJob(body)
    }
  }

  return {
    url,
    shop,
    stripe,
    clock,
    db: db.pool,
    databaseUrl: database.url,
    queue,
    mails: mailer.sent,
    media,
    metrics,
    logged,
    faults,
    runJob,
    drain,
    given: given(shop),

    /** Somebody without cookies. */
    request: () => request(url),
    /** A browser: it keeps its cookies. */
    browser: () => request.agent(url),
    bearer,
    /** Somebody signed in by that role. */
    as: async (role: Role) => request.agent(url).set('authorization', await bearer(role)),

    /** What Stripe does next with a payment page, and everything that follows from it. */
    async pay(paymentUrl: string, outcome = 'paid'): Promise<void> {
      stripe.control.session(/cs_\w+/.exec(paymentUrl)?.[0] ?? '', { outcome })
      await this.settled()
    },

    /** Waits until Stripe has delivered its events, then does the work they brought. */
    async settled(): Promise<void> {
      const patience = AbortSignal.timeout(PATIENCE_MS)
      while (stripe.control.events().includes('"status":"waiting"')) {
        if (patience.aborted) throw new Error('Stripe still has events to deliver.')
        await pause(5)
      }
      await drain()
    },

    /** What breaks the laws of money and stock once everything that was on its way has arrived: nothing, in a shop that works. */
    async books() {
      await this.settled()
      return await shop.books.look()
    },

    async close(): Promise<void> {
      await stripe.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await db.close()
      await database.drop()
    },
  }
}
