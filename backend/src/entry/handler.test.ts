import type { APIGatewayProxyEventV2, Context, SQSEvent } from 'aws-lambda'

import { createHandler, type Doors, type ShopEvent } from './handler.ts'

const context = {} as Context

const batch = (...bodies: readonly string[]) =>
  ({
    Records: bodies.map((body, i) => ({
      messageId: `m${i}`,
      body,
      attributes: { ApproximateReceiveCount: '1' },
    })),
  }) as unknown as SQSEvent

function open(doors: Partial<Doors> = {}) {
  const done: string[] = []
  const failures: string[] = []
  const handler = createHandler({
    http: async () => ({ statusCode: 200 }),
    runJob: async (body) => {
      if (body.startsWith('bad')) throw new Error('bad')
      done.push(body)
    },
    scheduled: [],
    operations: {},
    afterInvocation: async () => undefined,
    onFailure: (_error, where) => void failures.push(where),
    ...doors,
  })
  return { done, failures, handle: async (event: ShopEvent) => await handler(event, context) }
}

test('one bad message in a batch: the others are done, and only that one goes back to the queue', async () => {
  const { handle, done, failures } = open()

  const result = await handle(batch('one', 'bad two', 'three'))

  expect(done).toEqual(['one', 'three'])
  expect(result).toEqual({
    batchItemFailures: [{ itemIdentifier: 'm1' }],
  })
  expect(failures).toEqual(['m1'])
})

test('a tick of the schedule: the job of that name runs, and its failure is the invocation’s', async () => {
  const ran: string[] = []
  const { handle } = open({
    scheduled: [
      { name: 'expire-orders', everySeconds: 60, run: async () => void ran.push('expire-orders') },
      {
        name: 'reconcile',
        everySeconds: 600,
        run: async () => await Promise.reject(new Error('Stripe is away')),
      },
    ],
  })
  const tick = (name: string) => ({ 'detail-type': 'Scheduled Event', detail: { job: name } })

  await handle(tick('expire-orders'))
  expect(ran).toEqual(['expire-orders'])
  await expect(handle(tick('reconcile'))).rejects.toThrow('Stripe is away')
  await expect(handle(tick('tidy'))).rejects.toThrow(
    'No scheduled job is called "tidy". There are: expire-orders, reconcile.',
  )
})

test('a maintainer’s operation: it is done with its arguments and its result comes back', async () => {
  const { handle } = open({
    operations: { migrate: async (input) => ({ applied: [], input }) },
  })

  await expect(handle({ operation: 'migrate' })).resolves.toEqual({
    applied: [],
    input: { operation: 'migrate' },
  })
  await expect(handle({ operation: 'constructor' })).rejects.toThrow(
    'No operation is called "constructor". There are: migrate.',
  )
})

test('a word on a socket, which the shop does not have: it is told so', async () => {
  const { handle } = open()

  const result = await handle({ requestContext: { connectionId: 'c1', eventType: 'CONNECT' } })

  expect(result).toMatchObject({ statusCode: 501 })
})

test('an event of no known kind: it is refused, and named by what is in it', async () => {
  const { handle } = open()

  await expect(handle({ hello: 1 } as unknown as ShopEvent)).rejects.toThrow('with hello')
})

test('what is to be done afterwards: it is done before the answer, whatever the answer is', async () => {
  const order: string[] = []
  const afterInvocation = async () => void order.push('afterwards')
  const { handle } = open({ afterInvocation })

  await handle({ requestContext: {} } as APIGatewayProxyEventV2).then(() => order.push('answer'))
  await handle({ operation: 'unknown' }).catch(() => order.push('refusal'))

  expect(order).toEqual(['afterwards', 'answer', 'afterwards', 'refusal'])
})

test('what is to be done afterwards fails: that is told, and the answer is given all the same', async () => {
  const { handle, failures } = open({
    afterInvocation: async () => await Promise.reject(new Error('the queue is away')),
  })

  const result = await handle({ requestContext: {} } as APIGatewayProxyEventV2)

  expect(result).toEqual({ statusCode: 200 })
  expect(failures).toEqual(['afterwards'])
})
