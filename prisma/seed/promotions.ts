import { newId } from '#platform/id.ts'

import type { Tables } from './bulk.ts'
import { daysBefore, minutesAfter } from './days.ts'
import type { Good } from './goods.ts'

type Row = Tables['promotion']
type Offer = Pick<Row, 'name' | 'kind'> & Partial<Row> & { readonly giftSku?: string }

/** Two tiers of gifts and two of money off, and a code for each way a code can go. */
const OFFERS: readonly Offer[] = [
  {
    name: 'A lighthouse magnet from £10',
    kind: 'gift',
    giftSku: 'HL-MAGNET',
    minimumSpendMinor: 1000,
  },
  {
    name: 'An enamel mug from £20',
    kind: 'gift',
    giftSku: 'HL-MUG',
    minimumSpendMinor: 2000,
  },
  { name: '20 % off from £40', kind: 'percentage', percentBp: 2000, minimumSpendMinor: 4000 },
  { name: '30 % off from £80', kind: 'percentage', percentBp: 3000, minimumSpendMinor: 8000 },
  {
    name: 'Welcome: 10 % off your first order',
    kind: 'percentage',
    percentBp: 1000,
    code: 'WELCOME10',
    limitPerCustomer: 1,
  },
  { name: 'Free delivery', kind: 'free_delivery', code: 'FREEPOST' },
  {
    name: '£5 off for the first hundred',
    kind: 'fixed_amount',
    amountMinor: 500,
    code: 'HARBOUR5',
    minimumSpendMinor: 1500,
    limitTotal: 100,
    combines: true,
  },
]

const SINCE_DAYS = 14

export function promotionRows(now: Date, goods: readonly Good[]): readonly Row[] {
  return OFFERS.map(({ giftSku, ...offer }, place) => {
    // A minute apart, so that they have an order.
    const createdAt = minutesAfter(daysBefore(now, SINCE_DAYS), place)
    return {
      id: newId(createdAt),
      name: offer.name,
      kind: offer.kind,
      code: offer.code ?? null,
      percentBp: offer.percentBp ?? null,
      amountMinor: offer.amountMinor ?? null,
      giftVariantId: goods.find(({ sku }) => sku === giftSku)?.variantId ?? null,
      minimumSpendMinor: offer.minimumSpendMinor ?? 0,
      limitTotal: offer.limitTotal ?? null,
      limitPerCustomer: offer.limitPerCustomer ?? null,
      combines: offer.combines ?? false,
      createdAt,
      updatedAt: createdAt,
    }
  })
}
