import type * as Sdk from '@aws-sdk/client-sqs'
import type { QueueAttributeName, SQSClient } from '@aws-sdk/client-sqs'
import { z } from 'zod'

import type { QueueDepth, Received, WorkerQueue } from '#platform/queue.ts'

interface SqsOptions {
  readonly region: string
  readonly queueUrl: string
  readonly endpoint: string | undefined
}

type Attributes = Partial<Record<QueueAttributeName, string>>

const Redrive = z.object({ deadLetterTargetArn: z.string().optional() })

/** SQS takes ten messages a call. */
const MOST_PER_CALL = 10

/** The shop's queue on Amazon SQS. The client is loaded at the first use, so that a cold start that sends nothing does not pay for it. */
export function sqsQueue({ region, queueUrl, endpoint }: SqsOptions): WorkerQueue {
  let opened: ReturnType<typeof open> | undefined
  async function open() {
    const sdk = await import('@aws-sdk/client-sqs')
    const client = new sdk.SQSClient({ region, ...(endpoint !== undefined && { endpoint }) })
    return { sdk, client }
  }
  const load = async () => await (opened ??= open())

  return {
    depth: async () => await depthOf(await load(), queueUrl),

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
        }),
        { abortSignal },
      )
      return Messages.flatMap(({ Body, ReceiptHandle }): Received[] =>
        Body !== undefined && ReceiptHandle !== undefined
          ? [{ body: Body, receipt: ReceiptHandle }]
          : [],
      )
    },

    async done(messages) {
      if (messages.length === 0) return
      const { sdk, client } = await load()
      await client.send(
        new sdk.DeleteMessageBatchCommand({
          QueueUrl: queueUrl,
          Entries: messages.map(({ receipt }, i) => ({ Id: String(i), ReceiptHandle: receipt })),
        }),
      )
    },
  }
}

interface Loaded {
  readonly sdk: typeof Sdk
  readonly client: SQSClient
}

async function depthOf(sqs: Loaded, queueUrl: string): Promise<QueueDepth> {
  const own = await attributesOf(sqs, queueUrl)
  const { deadLetterTargetArn } = Redrive.parse(JSON.parse(own.RedrivePolicy ?? '{}'))
  const name = deadLetterTargetArn?.split(':').at(-1)
  // The dead letters lie beside the queue, in the same account and region.
  const dead = name ? await attributesOf(sqs, queueUrl.replace(/[^/]+$/, name)) : {}
  return { waiting: countOf(own), dead: countOf(dead) }
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
