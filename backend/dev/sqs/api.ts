import { createHash, randomUUID } from 'node:crypto'

import { z } from 'zod'

import type { Message } from './message.ts'
import type { Queue, Received } from './queue.ts'

/** A refusal as SQS words it. */
export class SqsRefusal extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

export interface Desk {
  readonly queues: ReadonlyMap<string, Queue>
  readonly urlOf: (name: string) => string
}

type Action = (desk: Desk, input: unknown, givenUp: AbortSignal) => object | Promise<object>

/** The limit of a message, and of a batch, since 2025. */
const LARGEST_BYTES = 1024 * 1024
const MOST_PER_CALL = 10
const LONGEST_DELAY_SECONDS = 900
const LONGEST_VISIBILITY_SECONDS = 43_200
const LONGEST_WAIT_SECONDS = 20

const visibility = z.int().min(0).max(LONGEST_VISIBILITY_SECONDS)
const ofQueue = z.object({ QueueUrl: z.string() })
const sending = z.object({
  MessageBody: z.string().min(1),
  DelaySeconds: z.int().min(0).max(LONGEST_DELAY_SECONDS).default(0),
  MessageAttributes: z.record(z.string(), z.unknown()).default({}),
})
const receiving = ofQueue.extend({
  MaxNumberOfMessages: z.int().min(1).max(MOST_PER_CALL).default(1),
  VisibilityTimeout: visibility.optional(),
  WaitTimeSeconds: z.int().min(0).max(LONGEST_WAIT_SECONDS).default(0),
})
const deletion = z.object({ ReceiptHandle: z.string().min(1) })
const change = deletion.extend({ VisibilityTimeout: visibility })
const entry = z.object({ Id: z.string() })

type Sending = z.infer<typeof sending>

/** The calls of the SQS API that are known here, by their names on the wire. */
export const ACTIONS: Readonly<Record<string, Action>> = {
  SendMessage: (desk, input) => {
    const call = read(ofQueue.extend(sending.shape), input)
    return send(queueOf(desk, call), call)
  },
  SendMessageBatch: (desk, input) => {
    const call = read(batchOf(sending), input)
    const bytes = call.Entries.reduce((sum, { MessageBody }) => sum + byteLength(MessageBody), 0)
    if (bytes > LARGEST_BYTES) throw tooLong('BatchRequestTooLong')
    return each(call.Entries, (one) => send(queueOf(desk, call), one))
  },
  ReceiveMessage: async (desk, input, givenUp) => {
    const call = read(receiving, input)
    const queue = queueOf(desk, call)
    await queue.wait(call.WaitTimeSeconds, givenUp)
    if (givenUp.aborted) return {}
    const received = queue.receive(call.MaxNumberOfMessages, call.VisibilityTimeout)
    return received.length === 0 ? {} : { Messages: received.map(present) }
  },
  DeleteMessage: (desk, input) => {
    const call = read(ofQueue.extend(deletion.shape), input)
    queueOf(desk, call).remove(call.ReceiptHandle)
    return {}
  },
  DeleteMessageBatch: (desk, input) => {
    const call = read(batchOf(deletion), input)
    return each(call.Entries, (one) => {
      queueOf(desk, call).remove(one.ReceiptHandle)
      return {}
    })
  },
  ChangeMessageVisibility: (desk, input) => {
    const call = read(ofQueue.extend(change.shape), input)
    return changeVisibility(queueOf(desk, call), call)
  },
  ChangeMessageVisibilityBatch: (desk, input) => {
    const call = read(batchOf(change), input)
    return each(call.Entries, (one) => changeVisibility(queueOf(desk, call), one))
  },
  PurgeQueue: (desk, input) => {
    queueOf(desk, read(ofQueue, input)).clear()
    return {}
  },
  GetQueueUrl: (desk, input) => {
    const { QueueName } = read(z.object({ QueueName: z.string() }), input)
    return { QueueUrl: desk.urlOf(queueOf(desk, { QueueUrl: QueueName }).name) }
  },
  ListQueues: ({ queues, urlOf }) => ({ QueueUrls: [...queues.keys()].map(urlOf) }),
  GetQueueAttributes: (desk, input) => ({
    Attributes: attributesOf(queueOf(desk, read(ofQueue, input))),
  }),
}

function batchOf<Shape extends z.ZodRawShape>(shape: z.ZodObject<Shape>) {
  return ofQueue.extend({ Entries: z.array(entry.extend(shape.shape)) })
}

function read<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new SqsRefusal('InvalidParameterValue', z.prettifyError(parsed.error))
}

/** Only the last part of the URL counts: the queue's name. */
function queueOf({ queues }: Desk, { QueueUrl }: { QueueUrl: string }): Queue {
  const queue = queues.get(QueueUrl.split('/').at(-1) ?? '')
  if (queue) return queue
  throw new SqsRefusal('QueueDoesNotExist', 'The specified queue does not exist.')
}

function send(queue: Queue, { MessageBody, DelaySeconds, MessageAttributes }: Sending): object {
  if (byteLength(MessageBody) > LARGEST_BYTES) throw tooLong('InvalidParameterValue')
  if (/[^\t\n\r\u0020-\uFFFD]/.test(MessageBody)) {
    throw new SqsRefusal(
      'InvalidMessageContents',
      'The message contains characters outside the allowed set.',
    )
  }
  const now = Date.now()
  const message: Message = {
    id: randomUUID(),
    body: MessageBody,
    attributes: MessageAttributes,
    sentAt: now,
    dueAt: now + DelaySeconds * 1000,
    receives: 0,
  }
  queue.put(message)
  return { MessageId: message.id, MD5OfMessageBody: md5(MessageBody) }
}

function changeVisibility(
  queue: Queue,
  { ReceiptHandle, VisibilityTimeout }: z.infer<typeof change>,
): object {
  if (queue.changeVisibility(ReceiptHandle, VisibilityTimeout)) return {}
  throw new SqsRefusal('MessageNotInflight', 'The message is not being worked on.')
}

function present({ message, receipt }: Received): object {
  const { id, body, attributes, receives, sentAt } = message
  return {
    MessageId: id,
    ReceiptHandle: receipt,
    Body: body,
    MD5OfBody: md5(body),
    Attributes: { ApproximateReceiveCount: String(receives), SentTimestamp: String(sentAt) },
    ...(Object.keys(attributes).length > 0 && { MessageAttributes: attributes }),
  }
}

function attributesOf({ counts, name, redrive, visibilitySeconds }: Queue): object {
  const { visible, inFlight, delayed } = counts()
  return {
    QueueArn: arnOf(name),
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    VisibilityTimeout: String(visibilitySeconds),
    ...(redrive && {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: arnOf(redrive.to.name),
        maxReceiveCount: redrive.maxReceives,
      }),
    }),
  }
}

interface BatchEntry {
  readonly Id: string
}

/** Each entry succeeds or fails alone. */
function each<Entry extends BatchEntry>(
  entries: readonly Entry[],
  act: (one: Entry) => object,
): object {
  assertBatch(entries)
  const Successful: object[] = []
  const Failed: object[] = []
  for (const one of entries) {
    try {
      Successful.push({ Id: one.Id, ...act(one) })
    } catch (error) {
      if (!(error instanceof SqsRefusal)) throw error
      Failed.push({ Id: one.Id, SenderFault: true, Code: error.code, Message: error.message })
    }
  }
  return { Successful, Failed }
}

function assertBatch(entries: readonly BatchEntry[]): void {
  if (entries.length === 0) {
    throw new SqsRefusal('EmptyBatchRequest', 'There should be at least one entry in the request.')
  }
  if (entries.length > MOST_PER_CALL) {
    throw new SqsRefusal('TooManyEntriesInBatchRequest', `At most ${MOST_PER_CALL} entries.`)
  }
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) {
    throw new SqsRefusal('BatchEntryIdsNotDistinct', 'Two entries have the same Id.')
  }
}

function tooLong(code: string): SqsRefusal {
  return new SqsRefusal(code, `It must be shorter than ${LARGEST_BYTES} bytes.`)
}

const arnOf = (name: string) => `arn:aws:sqs:eu-west-2:000000000000:${name}`
const byteLength = (text: string) => Buffer.byteLength(text)
const md5 = (text: string) => createHash('md5').update(text).digest('hex')
