import { z } from 'zod'

import { OrderParams, OrderToken } from '#features/orders/contract.ts'
import { operation } from '#platform/contract.ts'

export const ViewInvoice = operation({
  method: 'get',
  path: '/api/orders/{id}/invoice.pdf',
  as: 'anyone',
  summary:
    'The invoice of an order that was placed, for its customer, for whoever holds its token, and for staff that reads orders',
  params: OrderParams,
  query: OrderToken,
  replyType: 'application/pdf',
})

export const ViewCreditNote = operation({
  method: 'get',
  path: '/api/orders/{id}/credit-notes/{number}.pdf',
  as: 'anyone',
  summary: 'A credit note of an order, for the same people',
  params: OrderParams.extend({ number: z.coerce.number().int().min(1).max(2_000_000_000) }),
  query: OrderToken,
  replyType: 'application/pdf',
})
