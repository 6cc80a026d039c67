import { z } from 'zod'

import { AppliedPromotion, COUPON_REASONS, CouponCode } from '#features/pricing/contract.ts'
import { Money, Option, operation, Picture, Quantity, Sku, STAFF } from '#platform/contract.ts'

import { NOTICES } from './rules.ts'

export const CartNotice = z
  .object({
    code: z.enum(NOTICES),
    /** For the customer: what happened. */
    detail: z.string(),
    /** The price when the line was put in, where it changed. */
    previousUnitPrice: Money.nullable(),
    /** The quantity that was asked for, where fewer are left. */
    wantedQuantity: z.int().nullable(),
  })
  .readonly()
export type CartNotice = z.output<typeof CartNotice>

export const CartLineView = z
  .object({
    sku: z.string(),
    slug: z.string(),
    title: z.string(),
    options: z.array(Option).readonly(),
    image: Picture.nullable(),
    /** What can be bought now: never more than is available; 0 when sold out. */
    quantity: z.int(),
    available: z.int(),
    unitPrice: Money,
    compareAt: Money.nullable(),
    total: Money,
    notice: CartNotice.nullable(),
  })
  .readonly()
export type CartLineView = z.output<typeof CartLineView>

export const CartGiftView = z
  .object({
    sku: z.string(),
    slug: z.string().nullable().describe('Null where it is not for sale'),
    title: z.string(),
    options: z.array(Option).readonly(),
    image: Picture.nullable(),
    worth: Money.nullable().describe('What it costs when bought'),
    promotion: z.string(),
    notice: z.string().nullable().describe('Set when it has run out: it is not given then'),
  })
  .readonly()
export type CartGiftView = z.output<typeof CartGiftView>

export const CartCouponView = z
  .object({
    code: z.string(),
    name: z.string().nullable(),
    reason: z.enum(COUPON_REASONS).nullable().describe('Null while it applies'),
    detail: z.string().nullable().describe('The reason in words'),
  })
  .readonly()
export type CartCouponView = z.output<typeof CartCouponView>

const NextOffer = z
  .object({ name: z.string(), missing: Money, minimumSpend: Money, detail: z.string() })
  .readonly()

export const CartView = z
  .object({
    version: z.int(),
    lines: z.array(CartLineView).readonly(),
    /** Units over all lines. */
    unitCount: z.int(),
    subtotal: Money,
    discount: Money,
    total: Money,
    promotions: z.array(AppliedPromotion).readonly().describe('What applies'),
    gifts: z.array(CartGiftView).readonly(),
    coupons: z.array(CartCouponView).readonly().describe('The codes that were given'),
    freeDelivery: z.boolean(),
    next: z.array(NextOffer).readonly().describe('What spending a little more would bring'),
  })
  .readonly()
export type CartView = z.output<typeof CartView>

const CartLine = z.strictObject({ sku: Sku, quantity: Quantity })
const SkuParams = z.strictObject({ sku: Sku })

export const ViewCart = operation({
  method: 'get',
  path: '/api/cart',
  as: 'anyone',
  summary: 'The cart, priced and checked against the stock now; its ETag is its version',
  reply: CartView,
})

export const ReplaceCart = operation({
  method: 'put',
  path: '/api/cart',
  as: 'anyone',
  summary: 'Replaces every line',
  body: z.strictObject({ lines: z.array(CartLine).max(100) }),
  reply: CartView,
})

export const AddCartLine = operation({
  method: 'post',
  path: '/api/cart/lines',
  as: 'anyone',
  summary: 'Adds units of a variant to what the cart holds of it',
  body: CartLine,
  reply: CartView,
})

export const SetCartLine = operation({
  method: 'patch',
  path: '/api/cart/lines/{sku}',
  as: 'anyone',
  summary: 'Sets the quantity of a line',
  params: SkuParams,
  body: z.strictObject({ quantity: Quantity }),
  reply: CartView,
})

export const RemoveCartLine = operation({
  method: 'delete',
  path: '/api/cart/lines/{sku}',
  as: 'anyone',
  summary: 'Takes a line out; one that is not there is no error',
  params: SkuParams,
  reply: CartView,
})

export const AddCoupon = operation({
  method: 'post',
  path: '/api/cart/coupons',
  as: 'anyone',
  summary: 'Gives a code; capitals and blanks around it do not matter',
  body: z.strictObject({ code: CouponCode }),
  reply: CartView,
})

export const RemoveCoupon = operation({
  method: 'delete',
  path: '/api/cart/coupons/{code}',
  as: 'anyone',
  summary: 'Takes a code out; one that is not there is no error',
  params: z.strictObject({ code: CouponCode }),
  reply: CartView,
})

/** Units of one variant that somebody is about to buy. */
export const CartUnits = z
  .object({
    sku: z.string(),
    inCarts: z.int(),
    /** Held for orders that wait for their payment; not counted in a cart as well. */
    beingPaid: z.int(),
  })
  .readonly()
export type CartUnits = z.output<typeof CartUnits>

export const CartUnitsView = z
  .object({
    /** Carts changed within so many hours count. */
    hours: z.int(),
    inCarts: z.int(),
    beingPaid: z.int(),
    /** By variant, where a product was named. */
    items: z.array(CartUnits).readonly(),
  })
  .readonly()
export type CartUnitsView = z.output<typeof CartUnitsView>

export const CountCartUnits = operation({
  method: 'get',
  path: '/api/admin/carts/units',
  as: STAFF,
  summary: 'Units in carts that are being filled, and units being paid: of all, or of one product',
  query: z.strictObject({ productId: z.uuid().optional() }),
  reply: CartUnitsView,
})
