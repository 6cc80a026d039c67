import { z } from 'zod'

import { noSuch } from './errors.ts'
import { cancelByCall } from './intents.ts'
import { created, isCreatedWithin, type Paging, pageOf, paging } from './lists.ts'
import { expand, mergeMetadata, metadata, text } from './params.ts'
import { type Call, onlyExpand, operation, type Route } from './route.ts'
import { parseSessionParams } from './session-params.ts'
import { createSession, expireSession, findSession } from './sessions.ts'

const SESSIONS = '/v1/checkout/sessions'
const INTENTS = '/v1/payment_intents'

const SessionList = z.strictObject({
  ...paging,
  ...created,
  payment_intent: text.optional(),
  status: z.enum(['open', 'complete', 'expired']).optional(),
  customer: text.optional(),
  customer_details: z.strictObject({ email: text }).optional(),
  payment_link: text.optional(),
  subscription: text.optional(),
})

const IntentCancel = z.strictObject({
  cancellation_reason: z
    .enum(['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'])
    .optional(),
  expand: expand.optional(),
})

const IntentUpdate = z.strictObject({
  description: text.optional(),
  metadata: metadata.optional(),
  expand: expand.optional(),
})

const SessionUpdate = z.strictObject({ metadata: metadata.optional(), expand: expand.optional() })

export const checkoutRoutes: readonly Route[] = [
  operation(
    `POST ${SESSIONS}`,
    parseSessionParams,
    ({ world }, params) => createSession(world, params).object,
  ),
  operation(`GET ${SESSIONS}`, SessionList, listSessions),
  operation(`GET ${SESSIONS}/{id}`, onlyExpand, ({ world, id }) => findSession(world, id).object),
  operation(`POST ${SESSIONS}/{id}`, SessionUpdate, ({ world, id }, params) => {
    const row = findSession(world, id)
    row.object.metadata = mergeMetadata(row.object.metadata ?? {}, params.metadata)
    world.store.sessions.save(row)
    return row.object
  }),
  operation(`POST ${SESSIONS}/{id}/expire`, onlyExpand, ({ world, id }) => {
    const row = findSession(world, id)
    expireSession(world, row)
    return row.object
  }),
  operation(`GET ${SESSIONS}/{id}/line_items`, z.strictObject(paging), listLines),
  operation(
    `GET ${INTENTS}`,
    z.strictObject({ ...paging, ...created, customer: text.optional() }),
    ({ world }, params) =>
      pageOf(world.store.intents, {
        url: INTENTS,
        paging: params,
        matches: (intent) => isCreatedWithin(intent.created, params.created) && !params.customer,
      }),
  ),
  operation(`GET ${INTENTS}/{id}`, onlyExpand, findIntent),
  operation(`POST ${INTENTS}/{id}`, IntentUpdate, (call, params) => {
    const intent = findIntent(call)
    intent.metadata = mergeMetadata(intent.metadata, params.metadata)
    intent.description = params.description ?? intent.description
    return call.world.store.intents.save(intent)
  }),
  operation(`POST ${INTENTS}/{id}/cancel`, IntentCancel, (call, params) => {
    const intent = findIntent(call)
    cancelByCall(call.world, intent, params.cancellation_reason ?? null)
    return intent
  }),
]

function listSessions({ world }: Call, params: z.infer<typeof SessionList>): object {
  const email = params.customer_details?.email
  const isOfNoOne = params.customer ?? params.payment_link ?? params.subscription
  const page = pageOf(world.store.sessions, {
    url: SESSIONS,
    paging: params,
    matches: ({ object }) =>
      isOfNoOne === undefined &&
      isCreatedWithin(object.created, params.created) &&
      (params.payment_intent === undefined || object.payment_intent === params.payment_intent) &&
      (params.status === undefined || object.status === params.status) &&
      (email === undefined || object.customer_details?.email === email),
  })
  return { ...page, data: page.data.map(({ object }) => object) }
}

function listLines({ world, id, path }: Call, { limit = 10, ...params }: Paging): object {
  const { lines } = findSession(world, id)
  const { starting_after: after, ending_before: before } = params
  const position = (lineId: string) => lines.findIndex((line) => line.id === lineId)
  const end = before === undefined ? lines.length : position(before)
  const start = after === undefined ? 0 : position(after) + 1
  const data =
    before === undefined
      ? lines.slice(start, start + limit)
      : lines.slice(Math.max(0, end - limit), end)
  const hasMore = before === undefined ? lines.length > start + limit : end > limit
  return { object: 'list', data, has_more: hasMore, url: path }
}

function findIntent({ world, id }: Call) {
  const intent = world.store.intents.get(id)
  if (!intent) throw noSuch('payment_intent', id, 'intent')
  return intent
}
