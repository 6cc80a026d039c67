import { presentMovement } from './balance.ts'
import { invalid } from './errors.ts'
import { wholeList } from './lists.ts'
import type { World } from './world.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * Puts whole objects where the reply has their ids, along paths such as `data.payment_intent.latest_charge`.
 * @throws StripeRefusal for a path that leads to nothing expandable.
 */
export function expandAlong(world: World, reply: object, paths: readonly string[] = []): object {
  return paths.reduce<object>((grown, path) => {
    const segments = path.split('.')
    if (segments.length > 4) {
      throw invalid('You cannot expand more than 4 levels of a property.', { param: 'expand' })
    }
    return expandOne(world, { ...grown }, segments)
  }, reply)
}

function expandOne(world: World, place: Json, [segment = '', ...rest]: readonly string[]): Json {
  const value = Object.hasOwn(place, segment) ? place[segment] : includable(world, place, segment)
  if (value === undefined) {
    throw invalid(
      `This property cannot be expanded (${segment}). You may want to try expanding ` +
        `'data.${segment}', or check that the property exists on the object.`,
      { param: 'expand' },
    )
  }
  return { ...place, [segment]: grow(world, value, rest) }
}

function grow(world: World, value: unknown, rest: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => grow(world, item, rest))
  const found = typeof value === 'string' ? lookUp(world, value) : value
  if (rest.length === 0 || !isJson(found)) return found ?? value
  return expandOne(world, found, rest)
}

/** Lists that Stripe leaves out unless they are asked for. */
function includable(world: World, place: Json, segment: string): unknown {
  const id = String(place['id'])
  if (place['object'] === 'checkout.session' && segment === 'line_items') {
    const lines = world.store.sessions.get(id)?.lines ?? []
    return wholeList([...lines], `/v1/checkout/sessions/${id}/line_items`)
  }
  if (place['object'] === 'charge' && segment === 'refunds') {
    const refunds = world.store.refunds.rows().filter((refund) => refund?.charge === id)
    return wholeList(refunds.toReversed(), `/v1/charges/${id}/refunds`)
  }
  return undefined
}

function lookUp(world: World, id: string): object | undefined {
  const { store } = world
  const movement = store.balanceTransactions.get(id)
  if (movement) return presentMovement(world, movement)
  const { intents, charges, methods, refunds, disputes, products, shippingRates, coupons } = store
  const tables = [intents, charges, methods, refunds, disputes, products, shippingRates, coupons]
  for (const table of tables) {
    const row = table.get(id)
    if (row) return row
  }
  return store.sessions.get(id)?.object
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null
}
