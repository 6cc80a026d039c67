import { z } from 'zod'

import { createTestClock } from '#tests/support/clock.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { createTestQueue } from '#tests/support/world.ts'

import { type Database, openDatabase } from './db.ts'
import { job } from './job.ts'
import { createOutbox } from './outbox.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let db: Database

beforeAll(async () => {
  database = await createTestDatabase()
  db = openDatabase({ url: database.url, poolSize: 3 })
})

afterAll(async () => {
  await db.close()
  await database.drop()
})

const clock = createTestClock()
const jobs = [job({ name: 'thank', on: 'tea.drunk' }, z.unknown(), async () => undefined)]

function open() {
  const queue = createTestQueue()
  const outbox = createOutbox({ db, clock, queue, jobs: () => jobs })
  const sent = () => queue.takeAll().map((body) => JSON.parse(body).payload)
  const drink = async (cup: number) =>
    await db.transaction(async (tx) => {
      await outbox.add(tx, { name: 'tea.drunk', payload: { cup } })
      if (cup === 0) throw new Error('The cup was empty.')
    })
  return { drink, outbox, queue, sent }
}

test('what a transaction publishes: it is sent once it is committed, and once only', async () => {
  const { drink, outbox, sent } = open()
  await drink(1)
  await drink(2)

  await outbox.flushAdded()
  expect(sent()).toEqual([{ cup: 1 }, { cup: 2 }])
  await outbox.flush()
  expect(sent()).toEqual([])
})

test('what a transaction would have published that was rolled back: it is never sent', async () => {
  const { drink, outbox, sent } = open()
  await expect(drink(0)).rejects.toThrow('empty')

  await outbox.flush()
  expect(sent()).toEqual([])
})

test('what a process leaves behind by dying: another sends it after a moment, and not before', async () => {
  const [dying, other] = [open(), open()]
  await dying.drink(3)

  await other.outbox.flush()
  expect(other.sent()).toEqual([])
  await clock.advance(6)
  await other.outbox.flush()
  expect(other.sent()).toEqual([{ cup: 3 }])
})

test('four relays at once over what a dead process left: each event is sent once', async () => {
  const dying = open()
  const cups = Array.from({ length: 230 }, (_, i) => 1000 + i)
  for (const cup of cups) await dying.drink(cup)
  await clock.advance(6)

  const relays = Array.from({ length: 4 }, open)
  await Promise.all(relays.map(async ({ outbox }) => await outbox.flush()))

  const sent = relays.flatMap((relay) => relay.sent() as { cup: number }[])
  expect(sent.map(({ cup }) => cup).toSorted((a, b) => a - b)).toEqual(cups)
})

test('a relay that dies with events in hand: another sends them after its claim has run out', async () => {
  const [author, dying, other] = [open(), open(), open()]
  await author.drink(5)
  await clock.advance(6)
  dying.queue.send = async () => await Promise.reject(new Error('killed'))
  await expect(dying.outbox.flush()).rejects.toThrow('killed')

  await other.outbox.flush()
  expect(other.sent()).toEqual([])
  await clock.advance(31)
  await other.outbox.flush()
  expect(other.sent()).toEqual([{ cup: 5 }])
})

test('a queue that is away: the event waits in its table and is sent later', async () => {
  const { drink, outbox, queue, sent } = open()
  const { send } = queue
  queue.send = async () => await Promise.reject(new Error('away'))
  await drink(4)
  await expect(outbox.flushAdded()).rejects.toThrow('away')

  queue.send = send
  await clock.advance(6)
  await outbox.flush()
  expect(sent()).toEqual([{ cup: 4 }])
})
