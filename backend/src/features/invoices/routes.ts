import { Router } from 'express'

import { type Reply, route } from '#platform/http/endpoint.ts'

import { ViewCreditNote, ViewInvoice } from './contract.ts'
import type { Invoices, PdfFile } from './service.ts'

export function invoicesRoutes(invoices: Invoices): Router {
  const router = Router()

  route(router, ViewInvoice, async ({ params, query, caller }) =>
    asFile(await invoices.invoicePdf({ caller, token: query.token }, params.id)),
  )

  route(router, ViewCreditNote, async ({ params, query, caller }) =>
    asFile(await invoices.creditNotePdf({ caller, token: query.token }, params.id, params.number)),
  )

  return router
}

const asFile = ({ name, bytes }: PdfFile): Reply => ({
  bytes,
  headers: {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="${name}"`,
  },
})
