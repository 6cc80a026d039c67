import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { z } from 'zod'

import { type Sqs, startSqs } from '#dev/sqs.ts'
import { createHandler } from '#entry/handler.ts'
import { createJobRunner, startWorker } from '#entry/worker.ts'
import { sqsQueue } from '#platform/aws/sqs.ts'
import { job } from '#platform/job.ts'
import { createLog } from '#platform/log.ts'
import { MOST_RECEIVES, type WorkerQueue } from '#platform/queue.ts'

import { openTestShop, type TestShop } from './support/shop.ts'

let shop: TestShop
let sqs: Sqs
let queue: WorkerQueue
const done: number[] = []
const jobs = [
  job({ name: 'tea.drink', on: 'tea.made' }, z.object({ cup: z.number() }), async ({ cup }) => {
    done.push(cup)
  }),
  job({ name: 'tea.spill', on: 'tea.made' }, z.unknown(), async () => {
    throw new Error('The cup is cracked.')
  }),
]

beforeEach(async () => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' })
  done.splice(0)
  shop = await openTestShop()
  sqs = await startSqs({ port: 0, visibilitySeconds: 0.3 })
  queue = sqsQueue({ region: 'eu-west-2', queueUrl: sqs.queueUrl, endpoint: sqs.url })
})
afterEach(async () => {
  await sqs.close()
  await shop.close()
})

/** A poisoned queue: one that cannot be read, one of a job nobody knows, one that always throws, and good ones between them. */
async function fill(): Promise<void> {
  const drink = (cup: number) => ({ job: 'tea.drink', eventId: randomUUID(), payload: { cup } })
  await sendRaw('not json {')
  await queue.send([
    drink(1),
    { job: 'tea.brew', eventId: 'unknown', payload: {} },
    drink(2),
    { job: 'tea.spill', eventId: 'cracked', payload: {} },
    drink(3),
  ])
}

async function sendRaw(body: string): Promise<void> {
  await fetch(sqs.url, {
    method: 'POST',
    headers: { 'x-amz-target': 'AmazonSQS.SendMessage' },
    body: JSON.stringify({ QueueUrl: sqs.queueUrl, MessageBody: body }),
  })
}

async function letters() {
  const found = await shop.db.deadLetter.findMany({ orderBy: { job: 'asc' } })
  return found.map(({ job: name, attempts, error }) => ({ name, attempts, error }))
}

async function untilThereAre(count: number): Promise<void> {
  const patience = AbortSignal.timeout(20_000)
  while ((await shop.db.deadLetter.count()) < count) {
    if (patience.aborted) throw new Error(`Only ${JSON.stringify(await letters())}`)
    await pause(20)
  }
}

const POISONED = [
  { name: 'tea.brew', attempts: MOST_RECEIVES, error: 'No job is called "tea.brew".' },
  { name: 'tea.spill', attempts: MOST_RECEIVES, error: 'The cup is cracked.' },
  { name: null, attempts: MOST_RECEIVES, error: expect.stringContaining('JSON') },
]

test('poison in the queue of a worker: the good jobs are done at once, the others are dead letters after five tries', async () => {
  await fill()
  const worker = startWorker({
    queue,
    log: createLog('silent'),
    metrics: shop.metrics,
    jobs,
    deadLetters: shop.shop.background,
    afterBatch: async () => undefined,
  })

  await untilThereAre(3)
  await worker.stop()

  expect(done.toSorted((a, b) => a - b)).toEqual([1, 2, 3])
  expect(await letters()).toEqual(POISONED)
  expect(await queue.depth()).toEqual({ waiting: 0, dead: 0 })
})

test('the same through the Lambda: failures go back alone, and after five tries none does', async () => {
  await fill()
  const run = createJobRunner({ jobs, metrics: shop.metrics, deadLetters: shop.shop.background })
  const handler = createHandler({
    http: async () => ({ statusCode: 200 }),
    runJob: run,
    scheduled: [],
    operations: {},
    afterInvocation: async () => undefined,
    onFailure: () => undefined,
  })
  const poll = async () => {
    const batch = await queue.receive(1, AbortSignal.timeout(5_000))
    if (batch.length === 0) return []
    const Records = batch.map(({ receipt, body, receives }) => ({
      messageId: receipt,
      body,
      attributes: { ApproximateReceiveCount: String(receives) },
    }))
    const event = { Records } as unknown as SQSEvent
    const reply = (await handler(event, {} as Context)) as SQSBatchResponse
    const failed = reply.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)
    await queue.done(batch.filter(({ receipt }) => !failed.includes(receipt)))
    return failed
  }

  expect(await poll()).toHaveLength(3)
  expect(done).toEqual([1, 2, 3])
  while ((await queue.depth()).waiting > 0) await poll()

  expect(await letters()).toEqual(POISONED)
  expect(done).toEqual([1, 2, 3])
})

test('workers that die each time: the queue gives the job up itself, it is taken over, and sent again', async () => {
  await queue.send([{ job: 'tea.drink', eventId: 'e', payload: { cup: 9 } }])
  const patience = AbortSignal.timeout(20_000)
  while ((await queue.depth()).dead === 0) {
    if (patience.aborted) throw new Error('It is never given up.')
    await queue.receive(1, AbortSignal.timeout(5_000))
  }
  const { background } = shop.shop
  shop.queue.takeDead = queue.takeDead

  await background.collect()

  expect(await letters()).toEqual([{ name: 'tea.drink', attempts: MOST_RECEIVES, error: null }])
  expect(await queue.depth()).toEqual({ waiting: 0, dead: 0 })
})

test('the database is away when a job is given up: the message stays with the queue', async () => {
  const run = createJobRunner({
    jobs,
    metrics: shop.metrics,
    deadLetters: {
      keep: async () => await Promise.reject(new Error('The database is away.')),
      finish: async () => undefined,
    },
  })
  const body = JSON.stringify({ job: 'tea.spill', eventId: 'e', payload: {} })

  await expect(run(body, MOST_RECEIVES)).rejects.toThrow('away')
})
