import { randomUUID } from 'node:crypto'

import { MOST_RECEIVES } from '#platform/queue.ts'
import { buy } from '#tests/support/given.ts'
import { METRICS_TOKEN, openTestShop, type TestShop } from '#tests/support/shop.ts'

import { JOB_WORDS, SCHEDULE_WORDS } from './job-words.ts'

const LETTERS = '/api/admin/jobs/dead-letters'

let shop: TestShop
beforeEach(async () => {
  shop = await openTestShop()
})
afterEach(async () => await shop.close())

async function paidOrder() {
  const sku = `TEA-${randomUUID()}`
  await shop.given.stock(sku, 10)
  const { body } = await buy(shop.browser(), sku)
  await shop.pay(body.paymentUrl)
  return body.order as { id: string; number: number }
}

/** A confirmation that could not be written, as its last worker leaves it. */
async function failedConfirmation() {
  const order = await paidOrder()
  await shop.db.mail.deleteMany()
  shop.mails.splice(0)
  const body = JSON.stringify({
    job: 'notifications.order-placed',
    eventId: randomUUID(),
    payload: { orderId: order.id },
  })
  const error = new Error('SES said no to Bearer abc.def with sk_test_123')
  await shop.shop.background.keep({ body, error, attempts: MOST_RECEIVES })
  const owner = await shop.as('owner')
  const { body: list } = await owner.get(LETTERS).expect(200)
  return { order, owner, message: body, letter: list.items[0] }
}

const metric = async (name: string) => {
  const { text } = await shop.request().get('/metrics').auth(METRICS_TOKEN, { type: 'bearer' })
  return Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1])
}

test('a job that failed too often: it is listed in words with its order, counted, and without secrets', async () => {
  const { order, letter, owner } = await failedConfirmation()

  expect(letter).toMatchObject({
    status: 'waiting',
    job: 'notifications.order-placed',
    says: `The confirmation mail for order ${order.number} could not be sent.`,
    order: { id: order.id, number: order.number },
    error: 'SES said no to ••• with •••',
    attempts: 5,
    canBeSentAgain: true,
    content: expect.stringContaining(order.id),
  })
  const { body } = await owner.get('/api/admin/jobs').expect(200)
  expect(body.deadLetters).toBe(1)
  expect(await metric('queue_dead_letters')).toBe(1)
})

test('sent again, twice: it is done once, and is over', async () => {
  const { owner, letter, order } = await failedConfirmation()

  const { body } = await owner.post(`${LETTERS}/${letter.id}/retry`).expect(200)
  expect(body).toMatchObject({ status: 'sent_again', sentAgainAt: expect.any(String) })
  await owner.post(`${LETTERS}/${letter.id}/retry`).expect(200)
  const sent = await shop.db.outbox.count({ where: { name: 'job.sent_again' } })
  await shop.drain()

  expect(sent).toBe(1)
  expect(shop.mails.map(({ subject }) => subject)).toEqual([
    `Order ${order.number} is paid and confirmed`,
  ])
  const { body: done } = await owner.get(`${LETTERS}?status=done`)
  expect(done.items).toMatchObject([{ id: letter.id, endedAt: expect.any(String) }])
  expect((await owner.get(LETTERS)).body.items).toEqual([])
  expect(await metric('queue_dead_letters')).toBe(0)
  const again = await owner.post(`${LETTERS}/${letter.id}/retry`)
  expect([again.status, again.body.type]).toEqual([409, '/problems/dead-letter-ended'])
  expect(await shop.books()).toEqual([])
})

test('sent again while the queue is away: it waits in the outbox and is done later', async () => {
  const { owner, letter } = await failedConfirmation()
  const { send, takeDead } = shop.queue
  shop.queue.send = async () => await Promise.reject(new Error('away'))
  shop.queue.takeDead = async () => await Promise.reject(new Error('away'))

  await owner.post(`${LETTERS}/${letter.id}/retry`).expect(200)
  await expect(shop.shop.outbox.flush()).rejects.toThrow('away')
  Object.assign(shop.queue, { send, takeDead })
  await shop.clock.advance(60)
  await shop.drain()

  expect(shop.mails).toHaveLength(1)
})

test('sent again and failed again: it waits once more, with all its tries', async () => {
  const { owner, letter, message } = await failedConfirmation()
  await owner.post(`${LETTERS}/${letter.id}/retry`).expect(200)

  await shop.shop.background.keep({ body: message, error: new Error('Still no'), attempts: 5 })

  const { body } = await owner.get(LETTERS)
  expect(body.items).toMatchObject([
    { id: letter.id, status: 'waiting', attempts: 10, error: 'Still no' },
  ])
})

test('sent again and never heard of since: after a quarter of an hour it can be sent once more', async () => {
  const { owner, letter } = await failedConfirmation()
  await owner.post(`${LETTERS}/${letter.id}/retry`).expect(200)
  await shop.shop.outbox.flush()
  expect(shop.queue.takeAll()).toHaveLength(1)

  await shop.clock.advance(15 * 60 + 1)
  await (await shop.as('manager')).post(`${LETTERS}/${letter.id}/retry`).expect(200)
  await shop.drain()

  expect(shop.mails).toHaveLength(1)
})

test('discarded with a reason: it is over, nothing brings it back, and the audit says who and why', async () => {
  const { owner, letter, message } = await failedConfirmation()
  await owner.post(`${LETTERS}/${letter.id}/discard`).send({ reason: '' }).expect(400)

  await owner.post(`${LETTERS}/${letter.id}/discard`).send({ reason: 'Told by phone' }).expect(200)
  await shop.shop.background.keep({ body: message, error: new Error('late'), attempts: 5 })

  expect((await owner.get(LETTERS)).body.items).toEqual([])
  await owner.post(`${LETTERS}/${letter.id}/discard`).send({ reason: 'Again' }).expect(409)
  expect(await shop.db.audit.findMany({ where: { subjectId: letter.id } })).toMatchObject([
    {
      action: 'dead_letter.discarded',
      actor: 'Test owner',
      detail: { job: 'notifications.order-placed', reason: 'Told by phone' },
    },
  ])
})

test('messages that nobody can read, or of a job nobody knows: they are shown, and only discarded', async () => {
  const owner = await shop.as('owner')
  const { background } = shop.shop
  await background.keep({ body: 'no { json \0', error: new SyntaxError('Unexpected'), attempts: 5 })
  const unknown = JSON.stringify({ job: 'tea.brew', eventId: 'e', payload: { password: 'x' } })
  await background.keep({ body: unknown, error: new Error('No job'), attempts: 5 })

  const { body } = await owner.get(LETTERS)
  expect(body.items).toMatchObject([
    { says: 'The job “tea.brew” could not be done.', canBeSentAgain: false },
    { says: 'A message in the queue could not be read.', job: null, content: 'no { json �' },
  ])
  expect(body.items[0].content).not.toContain('"x"')
  for (const { id } of body.items) {
    const refused = await owner.post(`${LETTERS}/${id}/retry`)
    expect([refused.status, refused.body.type]).toEqual([422, '/problems/dead-letter-unreadable'])
  }
  expect((await owner.post(`${LETTERS}/retry`)).body).toEqual({ sentAgain: 0, left: 2 })
})

test('what the queue gave up by itself: it is taken over, listed, and done when all are sent again', async () => {
  const orders = [await paidOrder(), await paidOrder()]
  await shop.db.mail.deleteMany()
  shop.mails.splice(0)
  shop.queue.dead.push(
    ...orders.map(({ id }, i) =>
      JSON.stringify({
        job: 'notifications.order-placed',
        eventId: `e${i}`,
        payload: { orderId: id },
      }),
    ),
  )
  expect(await metric('queue_dead_letters')).toBe(2)
  await shop.shop.scheduled.find(({ name }) => name === 'collect-dead-letters')?.run()
  expect(await metric('queue_dead_letters')).toBe(2)
  const owner = await shop.as('owner')
  const { body: first } = await owner.get(`${LETTERS}?limit=1`)
  const { body: second } = await owner.get(`${LETTERS}?limit=1&cursor=${first.nextCursor}`)
  expect([...first.items, ...second.items]).toMatchObject([{ error: null }, { error: null }])
  expect(second.nextCursor).toBeNull()

  expect((await owner.post(`${LETTERS}/retry`)).body).toEqual({ sentAgain: 2, left: 0 })
  await shop.drain()

  expect(shop.mails).toHaveLength(2)
  expect(await shop.db.deadLetter.count({ where: { status: 'done' } })).toBe(2)
})

test('the same job given up by two workers at once: it is one dead letter', async () => {
  const body = JSON.stringify({ job: 'payments.apply-event', eventId: 'e', payload: {} })
  const { background } = shop.shop

  await Promise.all(
    Array.from({ length: 4 }, async () => await background.keep({ body, attempts: 5 })),
  )

  expect(await shop.db.deadLetter.count()).toBe(1)
})

test('scheduled jobs: each tells when it last ran and how it went, and one that stays away is late', async () => {
  const named = async (name: string) => {
    const view = await shop.shop.background.overview()
    return view.scheduled.find((each) => each.name === name)
  }
  const { body } = await (await shop.as('owner')).get('/api/admin/jobs').expect(200)
  expect(body.scheduled).toHaveLength(shop.shop.scheduled.length)
  const checkBooks = shop.shop.scheduled.find(({ name }) => name === 'check-books')
  expect(await named('check-books')).toMatchObject({ lastResult: null, isLate: false })

  await checkBooks?.run()
  expect(await named('check-books')).toMatchObject({
    says: 'Checks that money and stock add up',
    lastResult: 'done',
    lastFinishedAt: expect.any(String),
    isLate: false,
  })
  await shop.clock.advance(901)
  expect(await named('check-books')).toMatchObject({ isLate: true })

  const relay = shop.shop.scheduled.find(({ name }) => name === 'relay-outbox')
  await paidOrder()
  await shop.db.outbox.updateMany({ data: { sentAt: null, claimedUntil: null } })
  shop.queue.send = async () => await Promise.reject(new Error('The queue is away'))
  await expect(relay?.run()).rejects.toThrow('away')
  expect(await named('relay-outbox')).toMatchObject({
    lastResult: 'failed',
    error: 'The queue is away',
  })
})

test('the queue does not answer: the overview says so and tells the rest', async () => {
  shop.queue.depth = async () => await Promise.reject(new Error('away'))

  const { body } = await (await shop.as('manager')).get('/api/admin/jobs').expect(200)

  expect(body).toMatchObject({ queued: null, unsent: 0, deadLetters: 0 })
})

test.each(['editor', 'packer', 'viewer'] as const)('%s: none of this is theirs', async (role) => {
  const staff = await shop.as(role)

  await staff.get('/api/admin/jobs').expect(403)
  await staff.get(LETTERS).expect(403)
  await staff.post(`${LETTERS}/retry`).expect(403)
  await staff.post(`${LETTERS}/${randomUUID()}/retry`).expect(403)
})

test('one that is not there: 404', async () => {
  const { status, body } = await (await shop.as('owner')).post(`${LETTERS}/${randomUUID()}/retry`)

  expect([status, body.type]).toEqual([404, '/problems/dead-letter-not-found'])
})

test('every job and every scheduled job is told of in words', () => {
  expect(Object.keys(JOB_WORDS).toSorted()).toEqual(
    shop.shop.jobs.map(({ name }) => name).toSorted(),
  )
  expect(Object.keys(SCHEDULE_WORDS).toSorted()).toEqual(
    shop.shop.scheduled.map(({ name }) => name).toSorted(),
  )
})
