import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
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
  await remove(await receive())
  await send('waiting')

  await sqs.close()
  sqs = await startSqs({ port: 0, dataDir })

  const bodies = [await receive(), await receive()].map((message) => message?.Body)
  expect(new Set(bodies)).toEqual(new Set(['being worked on', 'waiting']))
  expect(await receive()).toBeUndefined()
})

test('a long poll: it ends as soon as something comes, or its time is over', async () => {
  const polling = receive(sqs.queueUrl, 10)
  await send('at last')

  expect(await polling).toMatchObject({ Body: 'at last' })
  expect(await receive(sqs.queueUrl, 1)).toBeUndefined()
})

test('a receiver that hung up: the message goes to the next one', async () => {
  const hangUp = new AbortController()
  const gone = client().send(
    new ReceiveMessageCommand({ QueueUrl: sqs.queueUrl, WaitTimeSeconds: 10 }),
    { abortSignal: hangUp.signal },
  )
  const refused = expect(gone).rejects.toThrow('aborted')
  setTimeout(() => hangUp.abort(), 50)
  await refused
  await send('still there')

  expect(await receive(sqs.queueUrl, 5)).toMatchObject({ Body: 'still there' })
})

test('a batch: each entry fares for itself', async () => {
  const { Successful, Failed } = await client().send(
    new SendMessageBatchCommand({
      QueueUrl: sqs.queueUrl,
      Entries: [
        { Id: '0', MessageBody: '{"job":"mail"}' },
        { Id: '1', MessageBody: 'a bell: \u0007' },
      ],
    }),
  )
  const message = await receive()
  const handle = { Id: '0', ReceiptHandle: message?.ReceiptHandle }
  await client().send(new DeleteMessageBatchCommand({ QueueUrl: sqs.queueUrl, Entries: [handle] }))

  expect(Successful?.map(({ Id }) => Id)).toEqual(['0'])
  expect(Failed).toMatchObject([{ Id: '1', Code: 'InvalidMessageContents', SenderFault: true }])
  expect(await counts()).toEqual({ visible: '0', inFlight: '0' })
})

test('a delay hides a message; a receipt that is out of date deletes nothing', async () => {
  await send('later', 1)
  expect(await receive()).toBeUndefined()
  const first = await receive(sqs.queueUrl, 2)
  await giveBack(first)
  const second = await receive()
  await remove(first)
  expect(await counts()).toEqual({ visible: '0', inFlight: '1' })

  await remove(second)
  expect(await counts()).toEqual({ visible: '0', inFlight: '0' })
})

test('what is not there, and what makes no sense, are refused as SQS refuses them', async () => {
  const QueueUrl = `${sqs.url}/000000000000/none`
  await expect(client().send(new ReceiveMessageCommand({ QueueUrl }))).rejects.toMatchObject({
    name: 'QueueDoesNotExist',
  })
  await expect(send('late', 901)).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  await expect(giveBack({ ReceiptHandle: 'nonsense' })).rejects.toMatchObject({
    name: 'MessageNotInflight',
  })
})

async function send(body: string, delaySeconds = 0) {
  await client().send(
    new SendMessageCommand({
      QueueUrl: sqs.queueUrl,
      MessageBody: body,
      DelaySeconds: delaySeconds,
    }),
  )
}

async function receive(queueUrl = sqs.queueUrl, waitSeconds = 0): Promise<Message | undefined> {
  const { Messages } = await client().send(
    new ReceiveMessageCommand({ QueueUrl: queueUrl, WaitTimeSeconds: waitSeconds }),
  )
  return Messages?.[0]
}

async function remove(message: Message | undefined) {
  await client().send(
    new DeleteMessageCommand({ QueueUrl: sqs.queueUrl, ReceiptHandle: message?.ReceiptHandle }),
  )
}

async function giveBack(message: Message | undefined) {
  await client().send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: sqs.queueUrl,
      ReceiptHandle: message?.ReceiptHandle,
      VisibilityTimeout: 0,
    }),
  )
}

async function counts() {
  const { Attributes } = await client().send(
    new GetQueueAttributesCommand({ QueueUrl: sqs.queueUrl, AttributeNames: ['All'] }),
  )
  return {
    visible: Attributes?.['ApproximateNumberOfMessages'],
    inFlight: Attributes?.['ApproximateNumberOfMessagesNotVisible'],
  }
}
