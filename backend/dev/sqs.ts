import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { type FauxqsServer, startFauxqs } from 'fauxqs'

import { LOOPBACK } from './ports.ts'

export interface SqsOptions {
  /** 0 takes a free one. */
  readonly port: number
  /** Keeps the messages on disk, so that they outlive a restart and a `kill -9`; else in memory. */
  readonly dataDir?: string
  readonly queues?: Queues
}

interface Queues {
  readonly jobs: string
  readonly deadLetters: string
}

export interface Sqs {
  readonly url: string
  readonly queueUrl: string
  readonly deadLetterUrl: string
  close(): Promise<void>
}

const QUEUES: Queues = { jobs: 'shop-jobs', deadLetters: 'shop-jobs-dead' }
/** As in production: six times the job handler's timeout of 15 s. */
const VISIBILITY_SECONDS = 90
const MAX_RECEIVES = 5

/** Starts the queue and, behind it, the dead letters: the SQS API on loopback, any credentials. */
export async function startSqs({ port, dataDir, queues = QUEUES }: SqsOptions): Promise<Sqs> {
  const server = await startFauxqs({ port, logger: false, ...(dataDir ? { dataDir } : {}) })
  const guard = refuseStrangers(server.port)
  if (dataDir) mendVisibilityChange(dataDir)
  makeQueues(server, queues)

  const url = `http://${LOOPBACK}:${server.port}`
  const urlOf = (name: string) => `${url}/000000000000/${name}`
  await giveBackUnfinished(server, { url, queueUrl: urlOf(queues.jobs), name: queues.jobs })
  const close = async () => {
    await server.stop()
    guard.remove()
  }
  return { url, queueUrl: urlOf(queues.jobs), deadLetterUrl: urlOf(queues.deadLetters), close }
}

function makeQueues(server: FauxqsServer, { jobs, deadLetters }: Queues): void {
  const dead = server.setup({ queues: [{ name: deadLetters }] }).queues[0]
  const redrive = { deadLetterTargetArn: dead?.arn, maxReceiveCount: MAX_RECEIVES }
  const attributes = {
    VisibilityTimeout: String(VISIBILITY_SECONDS),
    RedrivePolicy: JSON.stringify(redrive),
  }
  server.setup({ queues: [{ name: jobs, attributes }] })
}

/** Whoever had received these messages died with the last run: they are visible again at once. */
async function giveBackUnfinished(
  server: FauxqsServer,
  { url, queueUrl, name }: { url: string; queueUrl: string; name: string },
): Promise<void> {
  const unfinished = server.inspectQueue(name)?.messages.inflight ?? []
  for (const { receiptHandle } of unfinished) {
    await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'AmazonSQS.ChangeMessageVisibility',
      },
      body: JSON.stringify({
        QueueUrl: queueUrl,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: 0,
      }),
    })
  }
}

/**
 * fauxqs 2.4 writes a receive count of null when a visibility timeout becomes 0, which its own
 * table refuses: the message would be lost. The trigger makes that write what was meant.
 */
function mendVisibilityChange(dataDir: string): void {
  const database = new DatabaseSync(join(dataDir, 'fauxqs.db'))
  database.exec(`
    create trigger if not exists message_becomes_visible
    before update on sqs_messages when new.approximate_receive_count is null
    begin
      update sqs_messages set receipt_handle = null, visibility_deadline = null
       where message_id = new.message_id;
      select raise(ignore);
    end`)
  database.close()
}

/** fauxqs listens on every address of the machine: connections from elsewhere are cut at once. */
function refuseStrangers(port: number): { remove(): void } {
  const check = (message: unknown) => {
    if (!hasSocket(message)) return
    const { socket } = message
    if (socket.localPort === port && !isLoopback(socket.remoteAddress)) socket.destroy()
  }
  subscribe('net.server.socket', check)
  return { remove: () => void unsubscribe('net.server.socket', check) }
}

function hasSocket(message: unknown): message is { readonly socket: Socket } {
  return typeof message === 'object' && message !== null && 'socket' in message
}

function isLoopback(address = ''): boolean {
  return /^(::ffff:)?127\.|^::1$/.test(address)
}
