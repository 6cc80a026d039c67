import { mkdir } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'

import { isCrossSite, listen, type Reply, readBody, send } from './http.ts'
import { LOOPBACK } from './ports.ts'
import { ACTIONS, type Desk, SqsRefusal } from './sqs/api.ts'
import { noJournal, openJournal } from './sqs/journal.ts'
import { createQueue, type Queue } from './sqs/queue.ts'

export interface SqsOptions {
  /** 0 takes a free one. */
  readonly port: number
  /** Keeps the messages on disk, so that they outlive a restart and a `kill -9`; else in memory. */
  readonly dataDir?: string
  readonly queues?: QueueNames
  /** How long a message that was handed out is hidden. */
  readonly visibilitySeconds?: number
}

interface QueueNames {
  readonly jobs: string
  readonly deadLetters: string
}

export interface Sqs {
  readonly url: string
  readonly queueUrl: string
  readonly deadLetterUrl: string
  readonly close: () => Promise<void>
}

const NAMES: QueueNames = { jobs: 'shop-jobs', deadLetters: 'shop-jobs-dead' }
/** As in production: six times the job handler's timeout of 15 s. */
const VISIBILITY_SECONDS = 90
const MAX_RECEIVES = 5
const LARGEST_REQUEST_BYTES = 2 * 1024 * 1024

/**
 * Starts the local SQS: the queue of jobs and, behind it, the dead letters, for any credentials.
 * A message that was being worked on when the last run ended can be received at once.
 */
export async function startSqs({
  port,
  dataDir,
  queues = NAMES,
  visibilitySeconds = VISIBILITY_SECONDS,
}: SqsOptions): Promise<Sqs> {
  const { journal, kept } = await open(dataDir)
  const deadLetters = createQueue({ name: queues.deadLetters, journal, visibilitySeconds: 30 })
  const jobs = createQueue({
    name: queues.jobs,
    journal,
    visibilitySeconds,
    redrive: { maxReceives: MAX_RECEIVES, to: deadLetters },
  })
  const all = new Map<string, Queue>([jobs, deadLetters].map((queue) => [queue.name, queue]))
  for (const { queue, message } of kept) all.get(queue)?.add(message)

  let address = ''
  const closing = new AbortController()
  const urlOf = (name: string) => `${address}/000000000000/${name}`
  const server = await listen(port, async (request, response) => {
    send(response, await answer({ queues: all, urlOf }, { request, response, closing }))
  })
  address = server.url.replace('localhost', LOOPBACK)

  const close = async () => {
    closing.abort()
    await server.close()
    journal.close()
  }
  return {
    url: address,
    queueUrl: urlOf(queues.jobs),
    deadLetterUrl: urlOf(queues.deadLetters),
    close,
  }
}

async function open(dataDir: string | undefined) {
  if (dataDir === undefined) return { journal: noJournal, kept: [] }
  await mkdir(dataDir, { recursive: true })
  return openJournal(join(dataDir, 'messages.jsonl'))
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly closing: AbortController
}

async function answer(desk: Desk, { request, response, closing }: Exchange): Promise<Reply> {
  const name = String(request.headers['x-amz-target']).replace('AmazonSQS.', '')
  // Who hung up gets no message: it would be hidden for nobody.
  const hungUp = new AbortController()
  response.once('close', () => hungUp.abort())
  try {
    const action = ACTIONS[name]
    if (!action || isCrossSite(request)) {
      throw new SqsRefusal('InvalidAction', `The local SQS does not know ${name}.`)
    }
    const body = await readBody(request, LARGEST_REQUEST_BYTES)
    const input: unknown = JSON.parse(body.toString('utf8'))
    const givenUp = AbortSignal.any([closing.signal, hungUp.signal])
    return reply(200, await action(desk, input, givenUp))
  } catch (error) {
    if (!(error instanceof SqsRefusal)) throw error
    return reply(400, { __type: `com.amazonaws.sqs#${error.code}`, message: error.message })
  }
}

function reply(status: number, body: object): Reply {
  const headers = { 'content-type': 'application/x-amz-json-1.0' }
  return { status, headers, body: JSON.stringify(body) }
}
