import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyResultV2,
  Context,
  SQSBatchResponse,
  SQSEvent,
} from 'aws-lambda'

import type { ScheduledJob } from '#platform/job.ts'

import type { OperationsByName } from './operations.ts'

/** A tick of the schedule, in the shape EventBridge gives to everything it says. */
export interface ScheduleEvent {
  readonly 'detail-type': string
  readonly detail: { readonly job: string }
}

/** A maintainer's word, said by invoking the function directly: `{ "operation": "migrate" }`, with its arguments beside. */
export interface OperationEvent {
  readonly operation: string
}

/** What a client of the socket did. */
export interface SocketEvent {
  readonly requestContext: { readonly connectionId: string; readonly eventType?: string }
}

export type ShopEvent =
  | APIGatewayProxyEventV2
  | SocketEvent
  | SQSEvent
  | ScheduleEvent
  | OperationEvent

export interface Doors {
  readonly http: (
    event: APIGatewayProxyEventV2,
    context: Context,
  ) => Promise<APIGatewayProxyResultV2>
  /** Does what one message of the queue asks for; told how often it was handed out. */
  readonly runJob: (body: string, receives: number) => Promise<void>
  readonly scheduled: readonly ScheduledJob[]
  /** What a maintainer may ask for, by name. */
  readonly operations: OperationsByName
  /** Awaited before the answer: what is put off till after it would freeze with the instance. */
  readonly afterInvocation: (event: ShopEvent) => Promise<void>
  /** Told of what failed without failing the invocation. */
  readonly onFailure: (error: unknown, where: string) => void
}

/** The one Lambda: a request, a word on the socket, a batch from the queue, a tick of the schedule, or a maintainer's operation. */
export function createHandler(doors: Doors) {
  const { http, runJob, operations, onFailure } = doors
  const scheduled = new Map(doors.scheduled.map((job) => [job.name, job]))

  return async (event: ShopEvent, context: Context): Promise<unknown> => {
    try {
      return await dispatch(event, context)
    } finally {
      await doors.afterInvocation(event).catch((error: unknown) => onFailure(error, 'afterwards'))
    }
  }

  async function dispatch(event: ShopEvent, context: Context): Promise<unknown> {
    if ('Records' in event) return await runBatch(event)
    if ('detail-type' in event) return await runScheduled(event.detail.job)
    if ('operation' in event) return await runOperation(event)
    if ('requestContext' in event) {
      return isSocketEvent(event) ? answerSocket() : await http(event, context)
    }
    throw new Error(
      `An event of no known kind, with ${Object.keys(event).join(', ') || 'nothing'}.`,
    )
  }

  /** Failed messages go back to the queue alone; the ones that worked are not repeated. */
  async function runBatch({ Records }: SQSEvent): Promise<SQSBatchResponse> {
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = []

    for (const { messageId, body, attributes } of Records) {
      try {
        await runJob(body, Number(attributes.ApproximateReceiveCount))
      } catch (error) {
        onFailure(error, messageId)
        batchItemFailures.push({ itemIdentifier: messageId })
      }
    }

    return { batchItemFailures }
  }

  async function runScheduled(name: string): Promise<void> {
    await named(scheduled, 'scheduled job', name).run()
  }

  async function runOperation(event: OperationEvent): Promise<unknown> {
    const all = new Map(Object.entries(operations))
    return await named(all, 'operation', event.operation)(event)
  }
}

function named<T>(all: ReadonlyMap<string, T>, kind: string, name: string): T {
  const found = all.get(name)
  if (found) return found
  const known = [...all.keys()].join(', ')
  throw new Error(`No ${kind} is called "${name}". There are: ${known || 'none'}.`)
}

const isSocketEvent = (event: APIGatewayProxyEventV2 | SocketEvent): event is SocketEvent =>
  'connectionId' in event.requestContext

/** The shop does not speak on sockets; a client that hears so goes on asking over HTTP. */
function answerSocket() {
  return { statusCode: 501, body: JSON.stringify({ title: 'The shop has no socket', status: 501 }) }
}
