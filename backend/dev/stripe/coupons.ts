import type Stripe from 'stripe'
import { z } from 'zod'

import { invalid, noSuch } from './errors.ts'
import { newId } from './ids.ts'
import { created, isCreatedWithin, pageOf, paging } from './lists.ts'
import {
  currency,
  decimal,
  expand,
  integer,
  mergeMetadata,
  metadata,
  orNull,
  positive,
  text,
} from './params.ts'
import { onlyExpand, operation, type Route } from './route.ts'
import type { World } from './world.ts'

const CouponCreate = z.strictObject({
  id: text.max(200).optional(),
  amount_off: positive.optional(),
  currency: currency.optional(),
  percent_off: decimal.optional(),
  duration: z.enum(['forever', 'once', 'repeating']).optional(),
  duration_in_months: positive.optional(),
  max_redemptions: positive.optional(),
  redeem_by: integer.optional(),
  name: text.max(40).optional(),
  metadata: metadata.optional(),
  expand: expand.optional(),
} satisfies Partial<Record<keyof Stripe.CouponCreateParams, z.ZodType>>)

type CouponParams = z.infer<typeof CouponCreate>

export const couponRoutes: readonly Route[] = [
  operation('POST /v1/coupons', CouponCreate, ({ world }, params) => createCoupon(world, params)),
  operation(
    'GET /v1/coupons',
    z.strictObject({ ...paging, ...created }),
    ({ world, path }, params) =>
      pageOf(world.store.coupons, {
        url: path,
        paging: params,
        matches: (coupon) => isCreatedWithin(coupon.created, params.created),
      }),
  ),
  operation('GET /v1/coupons/{id}', onlyExpand, ({ world, id }) => findCoupon(world, id)),
  operation('DELETE /v1/coupons/{id}', onlyExpand, ({ world, id }) => {
    world.store.coupons.remove(findCoupon(world, id).id)
    return { id, object: 'coupon', deleted: true } satisfies Stripe.DeletedCoupon
  }),
]

function createCoupon(world: World, params: CouponParams): Stripe.Coupon {
  assertWorth(params)
  const id = params.id ?? newId('', 8)
  if (world.store.coupons.get(id)) {
    throw invalid('Coupon already exists.', { code: 'resource_already_exists' })
  }
  return world.store.coupons.save({
    id,
    object: 'coupon',
    ...orNull(params, 'amount_off', 'currency', 'duration_in_months', 'max_redemptions'),
    ...orNull(params, 'name', 'percent_off', 'redeem_by'),
    created: world.now(),
    duration: params.duration ?? 'once',
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    times_redeemed: 0,
    valid: true,
  })
}

function assertWorth({
  amount_off: amount,
  percent_off: percent,
  currency: unit,
}: CouponParams): void {
  if ((amount === undefined) === (percent === undefined)) {
    throw invalid('Must provide percent_off or amount_off', { code: 'parameter_missing' })
  }
  if (percent !== undefined && (percent <= 0 || percent > 100)) {
    throw invalid('Invalid percent_off: must be between 0 and 100', { param: 'percent_off' })
  }
  if (amount !== undefined && unit === undefined) {
    throw invalid('You must pass currency when passing amount_off', { param: 'currency' })
  }
}

function findCoupon(world: World, id: string): Stripe.Coupon {
  const coupon = world.store.coupons.get(id)
  if (!coupon) throw noSuch('coupon', id, 'coupon')
  return coupon
}
