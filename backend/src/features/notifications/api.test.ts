import { randomUUID } from 'node:crypto'

import type { OutgoingMail } from '#platform/mailer.ts'
import { ADDRESS, buy } from '#tests/support/given.ts'
import { openTestShop, type TestShop } from '#tests/support/shop.ts'

import { createNotifications } from './index.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(async () => await shop.close())

async function unpaidOrder(body: object = {}) {
  const sku = `TEA-${randomUUID()}`
  await shop.given.product({
    title: `Assam tea <b>${sku}</b>`,
    variants: [{ sku, priceMinor: 1250, onHand: 10, options: [{ name: 'Size', value: '250 g' }] }],
  })
  const reply = await buy(shop.browser(), sku, 2, body)
  const { id, number, accessToken } = reply.body.order as Record<string, string>
  return { id: String(id), number, accessToken, sku, paymentUrl: String(reply.body.paymentUrl) }
}

async function paidOrder(body: object = {}) {
  const order = await unpaidOrder(body)
  await shop.pay(order.paymentUrl)
  return order
}

const mailsOf = (number: string | undefined): readonly OutgoingMail[] =>
  shop.mails.filter(({ subject }) => subject.includes(String(number)))
const subjectsOf = (number: string | undefined) => mailsOf(number).map(({ subject }) => subject)
const keysOf = async (orderId: string) =>
  await shop.db.mail.findMany({ where: { orderId }, orderBy: { createdAt: 'asc' } })

/** Does the job again, as the queue does when it gives a message out twice. */
async function repeat(name: string, payload: unknown): Promise<void> {
  const job = shop.shop.jobs.find((each) => each.name === name)
  if (!job) throw new Error(`No job is called ${name}.`)
  await job.run(payload)
}

describe('the confirmation', () => {
  test('paid: one mail with what was bought, in both forms, with the link to the order', async () => {
    const { id, number, accessToken, sku } = await paidOrder()

    const [mail, ...others] = mailsOf(number)

    expect(others).toEqual([])
    expect(mail).toMatchObject({
      to: 'ada@example.com',
      subject: `Order ${number} is paid and confirmed`,
      replyTo: 'shop@example.com',
    })
    const link = `${shop.url}/orders/${id}?token=${accessToken}`
    expect(mail?.text).toContain(link)
    expect(mail?.html).toContain(`href="${link}"`)
    expect(mail?.text).toContain(`- Assam tea <b>${sku}</b> – Size: 250 g\n  2 × £12.50 = £25.00`)
    expect(mail?.html).toContain(`Assam tea &lt;b&gt;${sku}&lt;/b&gt;`)
    expect(mail?.text).toContain('Total: £28.50\nVAT, included in the total: £4.75')
    expect(mail?.text).toContain(ADDRESS.line1)
    expect(await keysOf(id)).toMatchObject([
      {
        key: `order.placed:${id}`,
        recipient: 'ada@example.com',
        sentAt: expect.any(Date),
        messageId: expect.stringMatching(/^message-/),
      },
    ])
  })

  test('the same job five times at once, and once more: still one mail', async () => {
    const { id, number } = await paidOrder()
    const payload = { orderId: id }

    await Promise.all(
      Array.from({ length: 5 }, async () => await repeat('notifications.order-placed', payload)),
    )

    expect(mailsOf(number)).toHaveLength(1)
  })

  test('cancelled before it could be written: only the mail about that', async () => {
    const { id, number } = await unpaidOrder()
    await shop.db.order.update({ where: { id }, data: { status: 'cancelled' } })
    await repeat('notifications.order-placed', { orderId: id })
    expect(mailsOf(number)).toEqual([])
  })
})

describe('posting', () => {
  test('five workers while the carrier is slow: one sends, the others wait for it', async () => {
    const { number, accessToken, id } = await quietOrder()
    const carrier = slowCarrier()
    const notifications = notificationsWith(carrier.send)

    const all = Array.from({ length: 5 }, async () => await notifications.orderPlaced(id))
    await carrier.asked
    carrier.answer()
    await Promise.all(all)

    expect(carrier.mails).toHaveLength(1)
    expect(carrier.mails[0]?.subject).toContain(String(number))
    expect(carrier.mails[0]?.text).toContain(String(accessToken))
  })

  test('the carrier refuses: the job fails, and the next try sends it', async () => {
    const { id } = await quietOrder()
    const refusing = notificationsWith(async () => await Promise.reject(new Error('Throttled')))

    await expect(refusing.orderPlaced(id)).rejects.toThrow('Throttled')
    expect(await keysOf(id)).toEqual([])

    const carrier = slowCarrier()
    carrier.answer()
    await notificationsWith(carrier.send).orderPlaced(id)
    expect(carrier.mails).toHaveLength(1)
  })

  test('in the hands of a worker that does not answer: it fails, to come back later, and mails nobody', async () => {
    const { id } = await quietOrder()
    await leftInHand(id, 5)
    const carrier = slowCarrier()
    await expect(notificationsWith(carrier.send).orderPlaced(id)).rejects.toThrow(/in hand/)
    expect(carrier.mails).toEqual([])
  })

  test('left in hand by a worker that died: taken over and sent', async () => {
    const { id } = await quietOrder()
    await leftInHand(id, 61)
    const carrier = slowCarrier()
    carrier.answer()
    await notificationsWith(carrier.send).orderPlaced(id)
    expect(carrier.mails).toHaveLength(1)
    expect(await keysOf(id)).toMatchObject([{ sentAt: expect.any(Date), messageId: 'slow-1' }])
  })

  /** Paid, with nothing mailed about it yet. */
  async function quietOrder() {
    const order = await unpaidOrder()
    await shop.db.order.update({
      where: { id: order.id },
      data: { status: 'placed', paymentStatus: 'paid', placedAt: shop.clock.now() },
    })
    return order
  }

  async function leftInHand(orderId: string, secondsAgo: number): Promise<void> {
    await shop.db.mail.create({
      data: {
        key: `order.placed:${orderId}`,
        orderId,
        recipient: 'ada@example.com',
        subject: 'Order',
        createdAt: new Date(shop.clock.now().getTime() - secondsAgo * 1000),
      },
    })
  }

  const notificationsWith = (send: (mail: OutgoingMail) => Promise<string>) =>
    createNotifications({
      db: { pool: shop.db },
      clock: shop.clock,
      mailer: { send },
      orders: shop.shop.orders,
      settings: shop.shop.settings,
      shopOrigin: shop.url,
      log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    })

  function slowCarrier() {
    const mails: OutgoingMail[] = []
    const asked = Promise.withResolvers<void>()
    const answered = Promise.withResolvers<void>()
    return {
      mails,
      asked: asked.promise,
      answer: answered.resolve,
      async send(mail: OutgoingMail): Promise<string> {
        const count = mails.push(mail)
        asked.resolve()
        await answered.promise
        return `slow-${count}`
      },
    }
  }
})

describe('money', () => {
  test('cancelled after it was paid: the sum that goes back, then that it went', async () => {
    const { id, number } = await paidOrder()

    const owner = await shop.as('owner')
    await owner
      .post(`/api/admin/orders/${id}/cancellation`)
      .send({ reason: 'The last one was <broken>.' })
      .expect(200)
    await shop.drain()
    await shop.settled()

    expect(subjectsOf(number).toSorted()).toEqual([
      `Order ${number} is cancelled`,
      `Order ${number} is paid and confirmed`,
      `£28.50 refunded for order ${number}`,
    ])
    const mail = mailsOf(number).find(({ subject }) => subject.endsWith('is cancelled'))
    expect(mail?.text).toContain('Your refund of £28.50 is on its way.')
    expect(mail?.html).toContain('The reason: The last one was &lt;broken&gt;.')
  })

  test('cancelled unpaid: nothing was taken, and nothing that was typed in is repeated', async () => {
    const name = 'Win at https://bad.example'
    const { id, number, accessToken } = await unpaidOrder({ name })
    await shop.request().post(`/api/orders/${id}/cancellation?token=${accessToken}`).expect(200)
    await shop.drain()
    const [mail] = mailsOf(number)
    expect(mail?.text).toContain('Nothing was taken.')
    expect(`${mail?.text}${mail?.html}`).not.toContain('bad.example')
  })

  test('not paid in time: no mail', async () => {
    const { number, paymentUrl } = await unpaidOrder()
    await shop.pay(paymentUrl, 'abandoned')
    expect(mailsOf(number)).toEqual([])
  })

  test('a payment that takes its time, and fails: both are told, the second with how long there is', async () => {
    const { number, paymentUrl, id } = await unpaidOrder()
    await shop.pay(paymentUrl, 'processing')
    await shop.pay(paymentUrl, 'failed')

    expect(subjectsOf(number)).toEqual([
      `Order ${number}: your bank is working on the payment`,
      `The payment for order ${number} did not go through`,
    ])
    expect(mailsOf(number)[1]?.text).toMatch(/hold your things until \d\d:\d\d on \w{3} \d+ \w+\./)
    expect((await keysOf(id)).map(({ key }) => key)).toEqual([
      `payment.processing:${id}:1`,
      `payment.failed:${id}:1`,
    ])
  })

  test('news that is no longer true: not written', async () => {
    const { id, number } = await paidOrder()
    await repeat('notifications.payment-processing', { orderId: id })
    await repeat('notifications.payment-failed', { orderId: id })
    expect(mailsOf(number)).toHaveLength(1)
  })

  test('a payment that came too late: one mail for each that goes back', async () => {
    const { id, number } = await paidOrder()
    const reason = 'The order no longer needed this payment.'
    const payment = await shop.db.payment.findFirstOrThrow({ where: { orderId: id } })
    await shop.db.refund.create({
      data: {
        id: randomUUID(),
        orderId: id,
        paymentId: payment.id,
        amountMinor: 2850,
        currency: 'gbp',
        reason,
        createdAt: shop.clock.now(),
        updatedAt: shop.clock.now(),
      },
    })
    await repeat('notifications.payment-too-late', { orderId: id, reason })
    await repeat('notifications.payment-too-late', { orderId: id, reason })
    expect(subjectsOf(number)).toEqual([
      `Order ${number} is paid and confirmed`,
      `Your payment for order ${number} goes back in full`,
    ])
  })

  test('a payment in doubt, and a refund that failed: the owner is told of both, the customer of the refund', async () => {
    const { id, number } = await paidOrder()
    await repeat('notifications.order-needs-review', { orderId: id, reason: 'Wrong sum.' })
    const { id: paymentId } = await shop.db.payment.findFirstOrThrow({ where: { orderId: id } })
    const refund = await shop.db.refund.create({
      data: {
        id: randomUUID(),
        orderId: id,
        paymentId,
        amountMinor: 500,
        currency: 'gbp',
        status: 'failed',
        createdAt: shop.clock.now(),
        updatedAt: shop.clock.now(),
      },
    })
    await repeat('notifications.refund-failed', { orderId: id, refundId: refund.id })
    await repeat('notifications.payment-checked', { orderId: id })
    await repeat('notifications.refund-stuck', { orderId: id, refundId: refund.id })

    expect(subjectsOf(number).filter((subject) => !subject.includes('confirmed'))).toContain(
      `Your refund of £5.00 for order ${number} is held up`,
    )
    expect(subjectsOf(number)).not.toContain(`We are checking your payment for order ${number}`)
    const toOwner = mailsOf(number).filter(({ to }) => to === 'shop@example.com')
    expect(toOwner.map(({ subject }) => subject)).toEqual([
      `Order ${number} needs a look: its payment is in doubt`,
      `A refund of £5.00 for order ${number} did not go through`,
    ])
    expect(toOwner[0]?.html).toContain(`href="${shop.url}/admin/orders/${id}"`)
  })
})

test('paid, and the payment does not fit an unpaid order: the customer reads once that it is checked', async () => {
  const { id, number } = await unpaidOrder()
  await repeat('notifications.payment-checked', { orderId: id })
  expect(mailsOf(number)).toEqual([])

  await shop.db.order.update({ where: { id }, data: { needsReview: true } })
  await repeat('notifications.payment-checked', { orderId: id })
  await repeat('notifications.payment-checked', { orderId: id })
  expect(subjectsOf(number)).toEqual([`We are checking your payment for order ${number}`])
  expect(mailsOf(number)[0]?.to).toBe('ada@example.com')
})

describe('a lost link', () => {
  test('asked for twice: each request is answered once, and only to the address of the order', async () => {
    const { id, number, accessToken } = await paidOrder()
    const ask = async (email: string) =>
      await shop.request().post('/api/orders/lookup').send({ number, email }).expect(202)

    await ask('Ada@Example.com')
    await shop.clock.advance(1)
    await ask('ada@example.com')
    await ask('somebody@else.example')
    await shop.drain()

    const mails = mailsOf(number).filter(({ subject }) => subject.startsWith('The link'))
    expect(mails.map(({ to }) => to)).toEqual(['ada@example.com', 'ada@example.com'])
    expect(mails[0]?.text).toContain(`${shop.url}/orders/${id}?token=${accessToken}`)
  })
})
