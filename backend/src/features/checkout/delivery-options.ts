import type { Cart, CartHolder } from '#features/cart/index.ts'
import type { DeliveryMethod, Settings, ShopSettings } from '#features/settings/index.ts'
import type { Clock } from '#platform/clock.ts'
import { money } from '#platform/money.ts'

import type { DeliveryOption } from './contract.ts'
import { arrival, serves, TRAVEL_DAYS } from './rules.ts'

/** How a cart's order can reach a country, or any, with dates and prices. */
export function createDeliveryOptions({
  clock,
  settings,
  cart,
}: {
  readonly clock: Clock
  readonly settings: Settings
  readonly cart: Cart
}) {
  return async (
    holder: CartHolder,
    country: string | undefined,
  ): Promise<readonly DeliveryOption[]> => {
    const [shop, methods, isFree] = await Promise.all([
      settings.view(),
      settings.deliveryMethods(),
      cart.hasFreeDelivery(holder),
    ])
    const { currency, timeZone, deliveryCountries } = shop
    return methods
      .filter((method) => country === undefined || serves(method, country, deliveryCountries))
      .map((method) => {
        const { from, to } = arrival(clock.now(), timeZone, journeyOf(method, shop))
        return {
          method: method.id,
          kind: method.kind,
          label: method.label,
          price: money(isFree ? 0 : method.priceMinor, currency),
          arrives: { from: day(from), to: day(to) },
        }
      })
  }
}

/** A parcel travels on working days; an order is fetched when the shop is open. */
export const journeyOf = (method: DeliveryMethod, { collectionDays }: ShopSettings) => ({
  ...method,
  weekdays: method.kind === 'collection' ? collectionDays : TRAVEL_DAYS,
})

const day = (date: Date): string => date.toISOString().slice(0, 10)
