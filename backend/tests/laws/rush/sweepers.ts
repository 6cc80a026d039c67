import { count, type Proof } from '#tests/laws/result.ts'
import { buy } from '#tests/support/given.ts'
import { openTestShop, type TestShop } from '#tests/support/shop.ts'

/** A few pay at the last moment: what is theirs stays theirs. */
const ONE_IN = 50
const MOST_ROUNDS = 20

interface Effort {
  readonly reservations: number
  readonly sweepers: number
}

/** Several sweepers end the same overdue orders: each once, and only after its page at Stripe is closed. */
export async function proveSweepers({ reservations, sweepers }: Effort): Promise<Proof> {
  const shop = await openTestShop()
  const violations: string[] = []
  await shop.given.stock('SWEEP-1', reservations)
  const sessions: string[] = []
  for (let i = 1; i <= reservations; i += 1) {
    const { body } = await buy(shop.browser(), 'SWEEP-1', 1, { email: `late-${i}@example.com` })
    sessions.push(/cs_\w+/.exec(body.paymentUrl)?.[0] ?? '')
  }
  // Overdue in the shop, and still open at Stripe.
  shop.stripe.control.delivery({ dropRate: 1 })
  const now = shop.clock.now()
  await shop.db.order.updateMany({ data: { expiresAt: new Date(now.getTime() - 1000) } })
  const paid = sessions.filter((_, i) => i % ONE_IN === 0)
  for (const session of paid) shop.stripe.control.session(session, { outcome: 'paid' })

  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    if ((await shop.db.order.count({ where: { status: 'awaiting_payment' } })) === 0) break
    await Promise.all(
      Array.from({ length: sweepers }, async () => await shop.shop.payments.expireAllOverdue()),
    )
  }
  shop.stripe.control.reset()
  await shop.drain()

  const ended = await endings(shop)
  const wanted = {
    expired: reservations - paid.length,
    consumed: paid.length,
    onHand: reservations - paid.length,
    reserved: 0,
    open: 0,
  }
  if (JSON.stringify(ended) !== JSON.stringify(wanted))
    violations.push(`${JSON.stringify(ended)}, and not ${JSON.stringify(wanted)}.`)
  const breaches = await shop.shop.books.look()
  if (breaches.length > 0) violations.push(`The books are off: ${JSON.stringify(breaches)}`)
  await shop.close()
  return {
    line: `${sweepers} over ${count(reservations, 'reservations')}, ${paid.length} paid meanwhile`,
    violations,
  }
}

async function endings({ db, stripe }: TestShop) {
  const of = async (status: 'expired' | 'consumed') =>
    await db.reservation.count({ where: { status } })
  const { onHand, reserved } = await db.stockLevel.findFirstOrThrow()
  const payments = await db.payment.findMany({ where: { status: 'expired' } })
  const closed = stripe.control.events({ type: 'checkout.session.expired' })
  const open = payments.filter(({ stripeSessionId }) => !closed.includes(String(stripeSessionId)))
  return {
    expired: await of('expired'),
    consumed: await of('consumed'),
    onHand,
    reserved,
    open: open.length,
  }
}
