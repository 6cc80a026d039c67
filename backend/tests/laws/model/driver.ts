import { randomUUID } from 'node:crypto'

import type { Response, Test } from 'supertest'

import { signatureHeader } from '#dev/stripe/signature.ts'
import { checkoutBody } from '#tests/support/given.ts'
import { openTestShop, STRIPE_SECRET, type TestShop } from '#tests/support/shop.ts'

/** The shop did what no customer, clock or fault may make it do. */
export class Violation extends Error {
  override readonly name = 'Violation'
}

export type Browser = ReturnType<TestShop['browser']>

export interface StripeEvent {
  readonly id: string
  readonly type: string
  /** As it is signed and sent. */
  readonly text: string
  readonly sessionId: string
  readonly paymentStatus: string | undefined
}

const MOST_TRIES = 8
const OWNER = { email: 'owner@example.com', password: 'correct horse battery', userAgent: '' }
const EVENTS_AT_ONCE = 80

/** A shop whose post from Stripe, jobs, clock and faults are in the hands of a proof. */
export async function openDriver() {
  const shop = await openTestShop()
  // Nothing comes by itself: events are taken from the stand-in and delivered by hand, in any order and number.
  shop.stripe.control.delivery({ dropRate: 1 })
  const seen = new Set<string>()
  let failed: string[] = []
  let mailsInDoubt = 0
  await shop.bearer('owner')
  let session = await shop.shop.accounts.signIn(OWNER)

  async function receive({ text }: StripeEvent): Promise<void> {
    const seconds = Math.floor(shop.clock.now().getTime() / 1000)
    await again(() =>
      shop
        .request()
        .post('/api/webhooks/stripe')
        .set('content-type', 'application/json')
        .set('stripe-signature', signatureHeader(text, STRIPE_SECRET, seconds))
        .send(text),
    )
  }

  /** Repeats a request until it is answered for good, as a patient customer does; a bare 500 nobody ever meant. */
  async function again(send: () => Test): Promise<{ reply: Response; tries: number }> {
    for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
      const reply = await send()
      if (reply.status === 500) throw new Violation(`A bare 500: ${shop.logged.at(-1) ?? ''}`)
      const inFlight = String(reply.body?.type).endsWith('idempotency-key-in-flight')
      if (inFlight) await shop.stripe.control.clock({ advanceSeconds: 31 })
      else if (reply.status !== 503) return { reply, tries }
    }
    throw new Violation(`Unavailable after ${MOST_TRIES} tries.`)
  }

  async function runOne(body: string, isTwice: boolean): Promise<void> {
    for (let tries = 1; tries <= (isTwice ? 2 : 1); tries += 1) {
      try {
        await shop.runJob(body)
      } catch {
        return await runAgain(body)
      }
    }
  }

  /** The queue gives it out again; a mail that a dead worker had in hand is another's after a minute. */
  async function runAgain(body: string): Promise<void> {
    const isMail = body.includes('"job":"notifications.')
    if (isMail) mailsInDoubt += 1
    try {
      if (!isMail) return await shop.runJob(body)
    } catch {
      // It waits for the next round.
    }
    failed.push(body)
  }

  return {
    shop,
    again,
    receive,

    /** Somebody of the staff, who says of a repeat that it is one; signs in anew once the clock has outrun the token. */
    async staff(path: string, body: object): Promise<{ reply: Response; tries: number }> {
      const key = randomUUID()
      const send = async () =>
        await again(() =>
          shop
            .request()
            .post(path)
            .set('authorization', `Bearer ${session.reply.accessToken}`)
            .set('idempotency-key', key)
            .send(body),
        )
      const first = await send()
      if (first.reply.status !== 401) return first
      const { accounts } = shop.shop
      session = await accounts
        .refresh(session.refreshToken)
        .catch(async () => await accounts.signIn(OWNER))
      return await send()
    },

    checkOut: async (browser: Browser, email: string) => {
      const key = randomUUID()
      return await again(() =>
        browser.post('/api/checkout').set('idempotency-key', key).send(checkoutBody({ email })),
      )
    },

    /** What Stripe has to tell since it was last asked. */
    newEvents(): readonly StripeEvent[] {
      const listed: Record<string, unknown>[] = JSON.parse(
        shop.stripe.control.events({ limit: EVENTS_AT_ONCE }),
      )
      const fresh = listed.filter(({ id }) => !seen.has(String(id)))
      return fresh.map((event) => {
        seen.add(String(event['id']))
        return asSent(event)
      })
    },

    /** Does the jobs that wait, in the order given, each once or twice; tells of each before it is done. */
    async work(
      { isTwice, shuffle }: { isTwice: boolean; shuffle: <T>(items: readonly T[]) => T[] },
      before: (job: string, payload: Record<string, unknown>) => void,
    ): Promise<void> {
      for (;;) {
        await shop.shop.outbox.flush().catch(() => undefined)
        const bodies = shuffle(shop.queue.takeAll())
        if (bodies.length === 0) return
        for (const body of bodies) {
          const { job, payload } = JSON.parse(body)
          before(job, payload)
          await runOne(body, isTwice)
        }
      }
    },

    /** Mails that may have gone out without its being noted, since last asked. */
    takeMailsInDoubt(): number {
      const count = mailsInDoubt
      mailsInDoubt = 0
      return count
    },

    /** What had failed goes back to the queue. */
    async workFailed(): Promise<number> {
      const bodies = failed
      failed = []
      for (const body of bodies) await runOne(body, false)
      return bodies.length
    },
  }
}

export type Driver = Awaited<ReturnType<typeof openDriver>>

function asSent(event: Record<string, unknown>): StripeEvent {
  const { object } = event['data'] as { object: Record<string, unknown> }
  return {
    id: String(event['id']),
    type: String(event['type']),
    text: JSON.stringify({ ...event, deliveries: undefined }),
    sessionId: object['object'] === 'checkout.session' ? String(object['id']) : '',
    paymentStatus: object['payment_status'] as string | undefined,
  }
}
