import type * as Sdk from '@aws-sdk/client-sqs'
import type { Message, QueueAttributeName, SQSClient } from '@aws-sdk/client-sqs'
import { z } from 'zod'

import type { QueueDepth, Received, WorkerQueue } from '#platform/queue.ts'

import { timeLimits } from './time-limits.ts'

interface SqsOptions {
  readonly region: string
  readonly queueUrl: string
  readonly endpoint: string | undefined
}

type Attributes = Partial<Record<QueueAttributeName, string>>

const Redrive = z.object({ deadLetterTargetArn: z.string().optional() })

/** SQS takes ten messages a call. */
const MOST_PER_CALL = 10
/** Longer than a look into the queue waits for something to come. */
const PATIENCE_MS = 25_000

/** The shop's queue on Amazon SQS. The client is loaded at the first use, so that a cold start that sends nothing does not pay for it. */
export function sqsQueue({ region, queueUrl, endpoint }: SqsOptions): WorkerQueue {
  let opened: ReturnType<typeof open> | undefined
  async function open() {
    const sdk = await import('@aws-sdk/client-sqs')
    const client = new sdk.SQSClient({
      region,
      requestHandler: timeLimits(PATIENCE_MS),
      ...(endpoint !== undefined && { endpoint }),
    })
    return { sdk, client }
  }
  const load = async () => await (opened ??= open())

  return {
    depth: async () => await depthOf(await load(), queueUrl),
    takeDead: async (keep) => await takeDead(await load(), queueUrl, keep),

    async send(jobs) {
      const { sdk, client } = await load()
      await Promise.all(
        chunks(jobs).map(async (chunk) => {
          const { Failed = [] } = await client.send(
            new sdk.SendMessageBatchCommand({
              QueueUrl: queueUrl,
              Entries: chunk.map((job, i) => ({ Id: String(i), MessageBody: JSON.stringify(job) })),
            }),
          )
          if (Failed.length > 0)
            throw new Error(
              `SQS refused ${Failed.length} of ${chunk.length} messages: ${Failed[0]?.Code}`,
            )
        }),
      )
    },

    async receive(waitSeconds, abortSignal) {
      const { sdk, client } = await load()
      const { Messages = [] } = await client.send(
        new sdk.ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages: MOST_PER_CALL,
          WaitTimeSeconds: waitSeconds,
          MessageSystemAttributeNames: ['ApproximateReceiveCount'],
        }),
        { abortSignal },
      )
      return Messages.flatMap(received)
    },

    async done(messages) {
      await remove(await load(), queueUrl, messages)
    },
  }
}

function received({ Body, ReceiptHandle, Attributes }: Message): Received[] {
  if (Body === undefined || ReceiptHandle === undefined) return []
  const receives = Number(Attributes?.ApproximateReceiveCount ?? 1)
  return [{ body: Body, receipt: ReceiptHandle, receives }]
}

async function remove(
  { sdk, client }: Loaded,
  queueUrl: string,
  messages: readonly Received[],
): Promise<void> {
  if (messages.length === 0) return
  await client.send(
    new sdk.DeleteMessageBatchCommand({
      QueueUrl: queueUrl,
      Entries: messages.map(({ receipt }, i) => ({ Id: String(i), ReceiptHandle: receipt })),
    }),
  )
}

interface Loaded {
  readonly sdk: typeof Sdk
  readonly client: SQSClient
}

async function depthOf(sqs: Loaded, queueUrl: string): Promise<QueueDepth> {
  const own = await attributesOf(sqs, queueUrl)
  const deadUrl = deadLettersOf(own, queueUrl)
  const dead = deadUrl === null ? {} : await attributesOf(sqs, deadUrl)
  return { waiting: countOf(own), dead: countOf(dead) }
}

/** Where the queue puts what it gives up: beside itself, in the same account and region. */
function deadLettersOf(own: Attributes, queueUrl: string): string | null {
  const { deadLetterTargetArn } = Redrive.parse(JSON.parse(own.RedrivePolicy ?? '{}'))
  const name = deadLetterTargetArn?.split(':').at(-1)
  return name ? queueUrl.replace(/[^/]+$/, name) : null
}

async function takeDead(
  sqs: Loaded,
  queueUrl: string,
  keep: (bodies: readonly string[]) => Promise<void>,
): Promise<number> {
  const deadUrl = deadLettersOf(await attributesOf(sqs, queueUrl), queueUrl)
  if (deadUrl === null) return 0
  const { Messages = [] } = await sqs.client.send(
    new sqs.sdk.ReceiveMessageCommand({ QueueUrl: deadUrl, MaxNumberOfMessages: MOST_PER_CALL }),
  )
  const dead = Messages.flatMap(received)
  if (dead.length > 0) await keep(dead.map(({ body }) => body))
  await remove(sqs, deadUrl, dead)
  return dead.length
}

async function attributesOf({ sdk, client }: Loaded, url: string): Promise<Attributes> {
  const command = new sdk.GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] })
  return (await client.send(command)).Attributes ?? {}
}

function countOf(attributes: Attributes): number {
  const { ApproximateNumberOfMessages: waiting, ApproximateNumberOfMessagesNotVisible: inHand } =
    attributes
  return Number(waiting ?? 0) + Number(inHand ?? 0)
}

function chunks<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / MOST_PER_CALL) }, (_, i) =>
    all.slice(i * MOST_PER_CALL, (i + 1) * MOST_PER_CALL),
  )
}
