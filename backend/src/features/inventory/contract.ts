import { z } from 'zod'

import {
  EDITORS,
  Instant,
  operation,
  page,
  paging,
  paragraph,
  Sku,
  STAFF,
} from '#platform/contract.ts'

import { ADJUSTMENT_REASONS, MOVEMENT_REASONS } from './rules.ts'

export const StockLevelView = z
  .object({ sku: z.string(), onHand: z.int(), reserved: z.int(), available: z.int() })
  .readonly()
export type StockLevelView = z.output<typeof StockLevelView>

export const MovementView = z
  .object({
    id: z.string(),
    delta: z.int(),
    reason: z.enum(MOVEMENT_REASONS),
    note: z.string().nullable(),
    orderId: z.string().nullable(),
    by: z.string().nullable().describe('Who it was, by name; null when no person was'),
    at: Instant,
  })
  .readonly()
export type MovementView = z.output<typeof MovementView>

const SkuParams = z.strictObject({ sku: Sku })

export const AdjustStock = operation({
  method: 'post',
  path: '/api/admin/inventory/{sku}/adjustments',
  as: EDITORS,
  summary: 'Adds to or takes from the units on hand, with a reason',
  params: SkuParams,
  body: z.strictObject({
    delta: z
      .int()
      .min(-1_000_000)
      .max(1_000_000)
      .refine((delta) => delta !== 0, 'Zero changes nothing.'),
    reason: z.enum(ADJUSTMENT_REASONS),
    note: paragraph(500).optional(),
  }),
  status: 201,
  reply: StockLevelView,
})

export const ListMovements = operation({
  method: 'get',
  path: '/api/admin/inventory/{sku}/movements',
  as: STAFF,
  summary: 'Every change of the units on hand, newest first',
  params: SkuParams,
  query: z.strictObject({ ...paging(100, 50), cursor: z.uuid().optional() }),
  reply: page(MovementView),
})
