export { invoicesRoutes } from './routes.ts'
export { byRate, type TaxShare } from './rules.ts'
export { buyerOf, createInvoices, type Invoices, sellerOf } from './service.ts'
export { deliveryRate, taxesCredited, taxesOfOrder } from './taxes.ts'
