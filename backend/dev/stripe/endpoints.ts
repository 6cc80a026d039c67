import type Stripe from 'stripe'
import { z } from 'zod'

import { account } from './account.ts'
import { noSuch } from './errors.ts'
import { type EventRow, presentEvent } from './events.ts'
import { newId } from './ids.ts'
import { created, isCreatedWithin, pageOf, paging } from './lists.ts'
import { expand, flag, mergeMetadata, metadata, text } from './params.ts'
import { onlyExpand, operation, type Route } from './route.ts'
import { SHOP_EVENTS } from './subscriptions.ts'
import type { World } from './world.ts'

const url = z.url({ error: 'Not a valid URL' })
const ACCOUNT_CREATED = Date.UTC(2023, 10, 14) / 1000
const ENDPOINTS = '/v1/webhook_endpoints'

const EndpointCreate = z.strictObject({
  url,
  enabled_events: z.array(text).min(1),
  api_version: text.optional(),
  description: z.string().optional(),
  metadata: metadata.optional(),
  expand: expand.optional(),
})

const EndpointUpdate = z.strictObject({
  url: url.optional(),
  enabled_events: z.array(text).min(1).optional(),
  disabled: flag.optional(),
  description: z.string().optional(),
  metadata: metadata.optional(),
  expand: expand.optional(),
})

const EventList = z.strictObject({
  ...paging,
  ...created,
  type: text.optional(),
  types: z.array(text).max(20).optional(),
  delivery_success: flag.optional(),
})

/** The account, where its events go, and the events themselves. */
export const endpointRoutes: readonly Route[] = [
  operation('GET /v1/account', onlyExpand, ({ world }) =>
    account(world.accountId, ACCOUNT_CREATED),
  ),
  operation('GET /v1/accounts/{id}', onlyExpand, ({ world, id }) => {
    if (id !== world.accountId) throw noSuch('account', id)
    return account(id, ACCOUNT_CREATED)
  }),
  operation(`POST ${ENDPOINTS}`, EndpointCreate, ({ world }, params) => {
    const endpoint = saveEndpoint(world, newId('we_1', 23), params)
    return { ...endpoint, secret: secretOf(endpoint.id) }
  }),
  operation(`GET ${ENDPOINTS}`, z.strictObject(paging), ({ world, path }, params) =>
    pageOf(world.store.endpoints, { url: path, paging: params, matches: () => true }),
  ),
  operation(`GET ${ENDPOINTS}/{id}`, onlyExpand, ({ world, id }) => findEndpoint(world, id)),
  operation(`POST ${ENDPOINTS}/{id}`, EndpointUpdate, ({ world, id }, params) => {
    const endpoint = findEndpoint(world, id)
    endpoint.url = params.url ?? endpoint.url
    endpoint.enabled_events = params.enabled_events ?? endpoint.enabled_events
    endpoint.description = params.description ?? endpoint.description
    endpoint.metadata = mergeMetadata(endpoint.metadata, params.metadata)
    if (params.disabled !== undefined) endpoint.status = params.disabled ? 'disabled' : 'enabled'
    return world.store.endpoints.save(endpoint)
  }),
  operation(`DELETE ${ENDPOINTS}/{id}`, onlyExpand, ({ world, id }) => {
    world.store.endpoints.remove(findEndpoint(world, id).id)
    return { id, object: 'webhook_endpoint', deleted: true } satisfies Stripe.DeletedWebhookEndpoint
  }),
  operation('GET /v1/events', EventList, ({ world, path }, params) => {
    const page = pageOf(world.store.events, {
      url: path,
      paging: params,
      matches: (event) =>
        isCreatedWithin(event.created, params.created) &&
        (params.type === undefined || isOfType(event, params.type)) &&
        (params.types === undefined || params.types.includes(event.type)) &&
        (params.delivery_success === undefined ||
          (pending(world, event) === 0) === params.delivery_success),
    })
    return { ...page, data: page.data.map((event) => presentEvent(event, pending(world, event))) }
  }),
  operation('GET /v1/events/{id}', onlyExpand, ({ world, id }) => {
    const event = world.store.events.get(id)
    if (!event) throw noSuch('event', id)
    return presentEvent(event, pending(world, event))
  }),
]

/** The endpoint of the shop itself: it is set up by whoever starts the stand-in. */
export const SHOP_ENDPOINT = 'we_1LocalShopEndpoint000000'

export function connectShop(world: World, shopUrl: string): void {
  saveEndpoint(world, SHOP_ENDPOINT, { url: shopUrl, enabled_events: [...SHOP_EVENTS] })
}

/** The signing secret of an endpoint made by the API; it follows from its id. */
export function secretOf(endpointId: string): string {
  return `whsec_${endpointId.slice('we_1'.length)}`
}

function saveEndpoint(
  world: World,
  id: string,
  given: Omit<z.infer<typeof EndpointCreate>, 'expand'>,
): Stripe.WebhookEndpoint {
  return world.store.endpoints.save({
    id,
    object: 'webhook_endpoint',
    api_version: given.api_version ?? null,
    application: null,
    created: world.now(),
    description: given.description ?? null,
    enabled_events: given.enabled_events,
    livemode: false,
    metadata: mergeMetadata({}, given.metadata),
    status: 'enabled',
    url: given.url,
  })
}

function findEndpoint(world: World, id: string): Stripe.WebhookEndpoint {
  const endpoint = world.store.endpoints.get(id)
  if (!endpoint) throw noSuch('webhook endpoint', id)
  return endpoint
}

function pending(world: World, event: EventRow): number {
  const waiting = world.delivery.of(event.id).filter((row) => row.status !== 'delivered')
  return new Set(waiting.map((row) => row.endpointId)).size
}

function isOfType(event: EventRow, wanted: string): boolean {
  return wanted.endsWith('*') ? event.type.startsWith(wanted.slice(0, -1)) : event.type === wanted
}
