import { mkdtemp, rm } from 'node:fs/promises'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'

import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'

import { type Sqs, startSqs } from './sqs.ts'

let dataDir: string
let sqs: Sqs
const client = () =>
  new SQSClient({
    endpoint: sqs.url,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sellthrough-test-'))
  sqs = await startSqs({ port: 0, dataDir })
})
afterEach(async () => {
  await sqs.close()
  await rm(dataDir, { recursive: true })
})

test('the queue: 90 s of visibility, dead letters after 5 receives', async () => {
  const { Attributes } = await client().send(
    new GetQueueAttributesCommand({ QueueUrl: sqs.queueUrl, AttributeNames: ['All'] }),
  )

  expect(Attributes?.['VisibilityTimeout']).toBe('90')
  expect(JSON.parse(Attributes?.['RedrivePolicy'] ?? '')).toMatchObject({ maxReceiveCount: 5 })
})

test('a message given back five times: it is a dead letter', async () => {
  await send('poison')
  for (let received = 0; received < 5; received++) await giveBack(await receive())

  expect(await receive()).toBeUndefined()
  expect(await receive(sqs.deadLetterUrl)).toMatchObject({ Body: 'poison' })
})

test('a restart: what was waiting and what was being worked on are both there, done ones are not', async () => {
  await send('being worked on')
  await receive()
  await send('done')
  const done = await receive()
  await client().send(
    new DeleteMessageCommand({ QueueUrl: sqs.queueUrl, ReceiptHandle: done?.ReceiptHandle }),
  )
  await send('waiting')

  await sqs.close()
  sqs = await startSqs({ port: 0, dataDir })

  const bodies = [await receive(), await receive()].map((message) => message?.Body)
  expect(new Set(bodies)).toEqual(new Set(['being worked on', 'waiting']))
  expect(await receive()).toBeUndefined()
})

test('somebody else on the network: the connection is cut', async () => {
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((network) => network?.family === 'IPv4' && !network.internal)
  if (!outside) return

  const url = sqs.url.replace('127.0.0.1', outside.address)
  await expect(fetch(`${url}/health`)).rejects.toThrow('fetch failed')
  expect((await fetch(`${sqs.url}/health`)).status).toBe(200)
})

async function send(body: string) {
  await client().send(new SendMessageCommand({ QueueUrl: sqs.queueUrl, MessageBody: body }))
}

async function receive(queueUrl = sqs.queueUrl) {
  const { Messages } = await client().send(new ReceiveMessageCommand({ QueueUrl: queueUrl }))
  return Messages?.[0]
}

async function giveBack(message: Awaited<ReturnType<typeof receive>>) {
  await client().send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: sqs.queueUrl,
      ReceiptHandle: message?.ReceiptHandle,
      VisibilityTimeout: 0,
    }),
  )
}
