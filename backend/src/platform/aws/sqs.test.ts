import { type Sqs, startSqs } from '#dev/sqs.ts'

import { sqsQueue } from './sqs.ts'

let sqs: Sqs
beforeAll(async () => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' })
  sqs = await startSqs({ port: 0 })
})
afterAll(async () => await sqs.close())

test('twelve jobs are sent, three are done: nine are in the queue, none is dead', async () => {
  const queue = sqsQueue({ region: 'eu-west-2', queueUrl: sqs.queueUrl, endpoint: sqs.url })
  const jobs = Array.from({ length: 12 }, (_, i) => ({
    job: 'mail',
    eventId: String(i),
    payload: { i },
  }))

  await queue.send(jobs)
  const received = await queue.receive(1, AbortSignal.timeout(5_000))
  await queue.done(received.slice(0, 3))

  expect(await queue.depth()).toEqual({ waiting: 9, dead: 0 })
})
