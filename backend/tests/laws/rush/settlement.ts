import { type Driver, openDriver } from '#tests/laws/model/driver.ts'
import { sessionIn } from '#tests/laws/model/scene.ts'
import type { Proof } from '#tests/laws/result.ts'
import { buy } from '#tests/support/given.ts'

interface Effort {
  readonly copies: number
  readonly runs: number
}

const asTheyCome = { isTwice: false, shuffle: <T>(items: readonly T[]): T[] => [...items] }

/** One payment, heard of from all sides at the same moment, is settled once. */
export async function proveSettlement({ copies, runs }: Effort): Promise<Proof> {
  const driver = await openDriver()
  const violations: string[] = []
  const ends = new Map<string, number>()

  violations.push(...(await sameEvent(driver, copies)))
  for (let run = 1; run <= runs; run += 1) {
    const end = await fromAllSides(driver, run)
    ends.set(end, (ends.get(end) ?? 0) + 1)
    if (end !== PLACED && end !== CANCELLED) violations.push(`Run ${run} ended as ${end}.`)
  }
  const breaches = await driver.shop.shop.books.look()
  if (breaches.length > 0) violations.push(`The books are off: ${JSON.stringify(breaches)}`)
  await driver.shop.close()
  return {
    line: `one event ${copies} times at once; ${runs} payments heard of from five sides at once`,
    violations,
  }
}

const PLACED = 'placed, paid, 1350 in, 0 back, on hand 4, reserved 0'
const CANCELLED = 'cancelled, refunded, 1350 in, 1350 back, on hand 5, reserved 0'

/** The very same event, received and applied by so many at once. */
async function sameEvent(driver: Driver, copies: number): Promise<readonly string[]> {
  const { id, events } = await paidOrder(driver, 'SAME-1')
  await Promise.all(
    events.flatMap((event) =>
      Array.from({ length: copies }, async () => await driver.receive(event)),
    ),
  )
  await driver.shop.shop.outbox.flush()
  const bodies = driver.shop.queue.takeAll()
  await Promise.all(
    Array.from({ length: copies }, async () => {
      for (const body of bodies) await driver.shop.runJob(body)
    }),
  )
  await driver.work(asTheyCome, () => undefined)
  const { db, mails } = driver.shop
  const sales = await db.stockMovement.count({ where: { orderId: id, reason: 'sale' } })
  const told = mails.filter(({ to }) => to === 'same-1@example.com').length
  const end = await endOf(driver, id)
  return end === PLACED && sales === 1 && told === 1
    ? []
    : [`${copies} times the same event: ${end}, ${sales} sales, ${told} mails.`]
}

async function fromAllSides(driver: Driver, run: number): Promise<string> {
  const { shop } = driver
  const { id, accessToken, events } = await paidOrder(driver, `SIDES-${run}`)
  const hear = async () => {
    for (const event of events) await driver.receive(event)
    await driver.work(asTheyCome, () => undefined)
  }
  const comeBack = async () =>
    await driver.again(() => shop.request().post(`/api/orders/${id}/payment?token=${accessToken}`))
  await Promise.all([
    hear(),
    comeBack(),
    comeBack(),
    driver.staff('/api/admin/reconciliations', {}),
    shop.shop.payments.expireAllOverdue(),
    ...(run % 2 === 0
      ? [driver.staff(`/api/admin/orders/${id}/cancellation`, { reason: '' })]
      : []),
  ])
  await driver.work(asTheyCome, () => undefined)
  for (const event of driver.newEvents()) await driver.receive(event)
  await driver.work(asTheyCome, () => undefined)
  return await endOf(driver, id)
}

/** Paid at Stripe; the shop has not heard. */
async function paidOrder(driver: Driver, sku: string) {
  const { shop } = driver
  await shop.given.stock(sku, 5, 1000)
  const { body } = await buy(shop.browser(), sku, 1, { email: `${sku.toLowerCase()}@example.com` })
  shop.stripe.control.session(sessionIn(body.paymentUrl), { outcome: 'paid' })
  const { id, accessToken } = body.order
  return { id: String(id), accessToken: String(accessToken), events: driver.newEvents() }
}

async function endOf({ shop: { db } }: Driver, id: string): Promise<string> {
  const order = await db.order.findUniqueOrThrow({
    where: { id },
    include: { payments: true, lines: true },
  })
  const [payment] = order.payments
  const variantId = order.lines[0]?.variantId ?? ''
  const { onHand, reserved } = await db.stockLevel.findFirstOrThrow({ where: { variantId } })
  return [
    order.status,
    order.paymentStatus,
    `${payment?.capturedMinor} in`,
    `${payment?.refundedMinor} back`,
    `on hand ${onHand}`,
    `reserved ${reserved}`,
  ].join(', ')
}
