import { z } from 'zod'

import {
  Instant,
  line,
  MANAGERS,
  MinorAmount,
  Money,
  Option,
  operation,
  Sku,
} from '#platform/contract.ts'

import { COUPON_REASONS, PROMOTION_KINDS } from './rules.ts'

export { COUPON_REASONS, PROMOTION_KINDS }

/** What somebody types as a code; capitals and blanks around it do not matter. */
export const CouponCode = line(60)

/** What an order comes to. */
export const TotalsView = z
  .object({
    subtotal: Money,
    discount: Money,
    delivery: Money,
    /** Contained in the total, never added to it. */
    tax: Money,
    total: Money,
  })
  .readonly()

/** What a cart or an order has of a promotion. */
export const AppliedPromotion = z
  .object({
    name: z.string(),
    kind: z.enum(PROMOTION_KINDS),
    code: z.string().nullable(),
    discount: Money.describe('Off the goods; on an order with free delivery, off that'),
  })
  .readonly()

/** A promotion as the owner sees it. */
export const DiscountView = z
  .object({
    id: z.string(),
    name: z.string().describe('As customers read it'),
    kind: z.enum(PROMOTION_KINDS),
    code: z.string().nullable().describe('Null where it applies by itself'),
    percentBasisPoints: z.int().nullable(),
    amount: Money.nullable(),
    gift: z
      .object({
        sku: z.string(),
        title: z.string(),
        options: z.array(Option).readonly(),
        available: z.int(),
      })
      .readonly()
      .nullable(),
    minimumSpend: Money.describe('What the goods have to come to, before any discount'),
    startsAt: Instant.nullable(),
    endsAt: Instant.nullable(),
    limitTotal: z.int().nullable(),
    limitPerCustomer: z.int().nullable(),
    combines: z.boolean().describe('Whether it applies beside others of its sort, or alone'),
    active: z.boolean(),
    uses: z.int().describe('Orders that have it: those that wait to be paid, and those placed'),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .readonly()
export type DiscountView = z.output<typeof DiscountView>

const Limit = z.int().min(1, 'At least one.').max(1_000_000).nullable().default(null)

const Body = z.strictObject({
  name: line(100),
  kind: z.enum(PROMOTION_KINDS),
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(
      /^[A-Z0-9][A-Z0-9_-]{1,39}$/,
      'Two to forty letters, digits, hyphens and underscores, such as WELCOME10.',
    )
    .nullable()
    .default(null),
  percentBasisPoints: z.int().min(1).max(10_000).nullable().default(null),
  amountMinor: MinorAmount.min(1, 'More than nothing.').nullable().default(null),
  giftSku: Sku.nullable().default(null),
  minimumSpendMinor: MinorAmount.default(0),
  startsAt: Instant.nullable().default(null),
  endsAt: Instant.nullable().default(null),
  limitTotal: Limit,
  limitPerCustomer: Limit,
  combines: z.boolean().default(false),
  active: z.boolean().default(true),
})

/** What each kind takes, by field, with what to say where it is missing. */
const WORTH = {
  percentBasisPoints: ['percentage', 'How much per cent?'],
  amountMinor: ['fixed_amount', 'How much money?'],
  giftSku: ['gift', 'Which gift?'],
} as const

export const DiscountBody = Body.superRefine((body, context) => {
  const say = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message })
  for (const [field, [kind, question]] of Object.entries(WORTH)) {
    const isThere = Reflect.get(body, field) !== null
    if (body.kind === kind && !isThere) say(field, question)
    if (body.kind !== kind && isThere) say(field, 'This belongs to another kind.')
  }
  if (body.startsAt && body.endsAt && Date.parse(body.endsAt) <= Date.parse(body.startsAt)) {
    say('endsAt', 'It has to end after it starts.')
  }
})
export type DiscountBody = z.output<typeof DiscountBody>

const DiscountParams = z.strictObject({ id: z.uuid() })

export const ListDiscounts = operation({
  method: 'get',
  path: '/api/admin/discounts',
  as: MANAGERS,
  summary:
    'Coupons and automatic promotions with their uses: those that are on first, then the newest',
  reply: z.object({ items: z.array(DiscountView).readonly() }).readonly(),
})

export const CreateDiscount = operation({
  method: 'post',
  path: '/api/admin/discounts',
  as: MANAGERS,
  summary: 'Makes a coupon, or without a code a promotion that applies by itself',
  body: DiscountBody,
  status: 201,
  reply: DiscountView,
})

export const ViewDiscount = operation({
  method: 'get',
  path: '/api/admin/discounts/{id}',
  as: MANAGERS,
  summary: 'A coupon or promotion with its uses',
  params: DiscountParams,
  reply: DiscountView,
})

export const ReplaceDiscount = operation({
  method: 'put',
  path: '/api/admin/discounts/{id}',
  as: MANAGERS,
  summary: 'Changes a coupon or promotion, or switches it off; orders keep what they were given',
  params: DiscountParams,
  body: DiscountBody,
  reply: DiscountView,
})
