import { z } from 'zod'

import { balance, presentMovement } from './balance.ts'
import { noSuch } from './errors.ts'
import { created, isCreatedWithin, pageOf, paging } from './lists.ts'
import { expand, mergeMetadata, metadata, positive, text } from './params.ts'
import { chargeToRefund, createRefund } from './refunds.ts'
import { type Call, onlyExpand, operation, type Route } from './route.ts'
import type { Table } from './table.ts'

const ofPayment = { charge: text.optional(), payment_intent: text.optional() }

const RefundCreate = z.strictObject({
  ...ofPayment,
  amount: positive.optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata: metadata.optional(),
  expand: expand.optional(),
})

const ByPayment = z.strictObject({ ...paging, ...created, ...ofPayment })
const ChargeList = z.strictObject({ ...paging, ...created, payment_intent: text.optional() })
const MovementList = z.strictObject({
  ...paging,
  ...created,
  type: text.optional(),
  source: text.optional(),
  currency: text.optional(),
  payout: text.optional(),
})
const MetadataUpdate = z.strictObject({ metadata: metadata.optional(), expand: expand.optional() })

export const moneyRoutes: readonly Route[] = [
  operation('POST /v1/refunds', RefundCreate, ({ world }, params) =>
    createRefund(world, chargeToRefund(world, params), params),
  ),
  operation('GET /v1/refunds', ByPayment, ({ world, path }, params) =>
    listByPayment(world.store.refunds, path, params),
  ),
  operation('GET /v1/refunds/{id}', onlyExpand, ({ world, id }) =>
    find(world.store.refunds, id, 'refund'),
  ),
  operation('POST /v1/refunds/{id}', MetadataUpdate, ({ world, id }, params) => {
    const refund = find(world.store.refunds, id, 'refund')
    refund.metadata = mergeMetadata(refund.metadata ?? {}, params.metadata)
    return world.store.refunds.save(refund)
  }),
  operation('GET /v1/charges', ChargeList, ({ world, path }, params) =>
    listByPayment(world.store.charges, path, params),
  ),
  operation('GET /v1/charges/{id}', onlyExpand, ({ world, id }) =>
    find(world.store.charges, id, 'charge'),
  ),
  operation('GET /v1/disputes', ByPayment, ({ world, path }, params) =>
    listByPayment(world.store.disputes, path, params),
  ),
  operation('GET /v1/disputes/{id}', onlyExpand, ({ world, id }) =>
    find(world.store.disputes, id, 'dispute'),
  ),
  operation('GET /v1/radar/early_fraud_warnings', ByPayment, ({ world, path }, params) =>
    listByPayment(world.store.warnings, path, params),
  ),
  operation('GET /v1/radar/early_fraud_warnings/{id}', onlyExpand, ({ world, id }) =>
    find(world.store.warnings, id, 'early_fraud_warning'),
  ),
  operation('GET /v1/balance', onlyExpand, ({ world }) => balance(world)),
  operation('GET /v1/balance_transactions', MovementList, listMovements),
  operation('GET /v1/balance_transactions/{id}', onlyExpand, ({ world, id }) =>
    presentMovement(world, find(world.store.balanceTransactions, id, 'balance transaction')),
  ),
]

function listMovements({ world, path }: Call, params: z.infer<typeof MovementList>): object {
  const page = pageOf(world.store.balanceTransactions, {
    url: path,
    paging: params,
    matches: (row) =>
      params.payout === undefined &&
      isCreatedWithin(row.created, params.created) &&
      (params.type === undefined || row.type === params.type) &&
      (params.source === undefined || row.source === params.source) &&
      (params.currency === undefined || row.currency === params.currency),
  })
  return { ...page, data: page.data.map((row) => presentMovement(world, row)) }
}

interface OfPayment {
  readonly id: string
  readonly created: number
  readonly charge?: unknown
  readonly payment_intent?: unknown
}

function listByPayment<T extends OfPayment>(
  table: Table<T>,
  url: string,
  params: z.infer<typeof ByPayment>,
): object {
  return pageOf(table, {
    url,
    paging: params,
    matches: (row) =>
      isCreatedWithin(row.created, params.created) &&
      (params.charge === undefined || row.charge === params.charge) &&
      (params.payment_intent === undefined || row.payment_intent === params.payment_intent),
  })
}

function find<T extends { readonly id: string }>(table: Table<T>, id: string, noun: string): T {
  const row = table.get(id)
  if (!row) throw noSuch(noun, id)
  return row
}
