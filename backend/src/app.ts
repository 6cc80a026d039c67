import express, { type Express, type Router } from 'express'

import * as accountsContract from '#features/accounts/contract.ts'
import { accountsRoutes } from '#features/accounts/index.ts'
import * as cartContract from '#features/cart/contract.ts'
import { cartAdminRoutes, cartRoutes } from '#features/cart/index.ts'
import * as catalogueContract from '#features/catalogue/contract.ts'
import { catalogueAdminRoutes, catalogueRoutes } from '#features/catalogue/index.ts'
import * as checkoutContract from '#features/checkout/contract.ts'
import { checkoutRoutes } from '#features/checkout/index.ts'
import * as discoveryContract from '#features/discovery/contract.ts'
import { discoveryAdminRoutes, discoveryRoutes } from '#features/discovery/index.ts'
import * as fulfilmentContract from '#features/fulfilment/contract.ts'
import { fulfilmentAdminRoutes } from '#features/fulfilment/index.ts'
import * as inventoryContract from '#features/inventory/contract.ts'
import { inventoryAdminRoutes } from '#features/inventory/index.ts'
import * as invoicesContract from '#features/invoices/contract.ts'
import { invoicesRoutes } from '#features/invoices/index.ts'
import {
  createOperations,
  operationsAdminRoutes,
  operationsIn,
  operationsRoutes,
} from '#features/operations/index.ts'
import * as ordersContract from '#features/orders/contract.ts'
import { ordersAdminRoutes, ordersRoutes } from '#features/orders/index.ts'
import * as paymentsContract from '#features/payments/contract.ts'
import { paymentsAdminRoutes, paymentsRoutes, webhookRoutes } from '#features/payments/index.ts'
import * as pricingContract from '#features/pricing/contract.ts'
import { pricingAdminRoutes } from '#features/pricing/index.ts'
import * as settingsContract from '#features/settings/contract.ts'
import { settingsAdminRoutes, settingsRoutes } from '#features/settings/index.ts'
import { jsonBody } from '#platform/http/body.ts'
import { identify } from '#platform/http/caller.ts'
import { notFoundHandler, problemHandler } from '#platform/http/problem-handler.ts'
import { refuseNul, requestContext } from '#platform/http/request-context.ts'
import { crossOrigin, securityHeaders } from '#platform/http/security.ts'

import type { Shop, World } from './shop.ts'

export interface AppOptions {
  readonly allowedOrigins: readonly string[]
  readonly metricsToken: string
  readonly migrationsFolder: string
  readonly originKey: string | undefined
  /** How many checkouts this process makes at once before those that can wait take their turn. */
  readonly checkoutsAtOnce: number
  /** The storefront, the admin page and the pictures, where no CDN serves them. */
  readonly pages?: Router
}

/** Everything the API can do, in the order the documentation tells it. */
export const OPERATIONS = [
  settingsContract,
  discoveryContract,
  catalogueContract,
  cartContract,
  checkoutContract,
  ordersContract,
  invoicesContract,
  paymentsContract,
  fulfilmentContract,
  inventoryContract,
  pricingContract,
  accountsContract,
].flatMap((contract) => operationsIn(contract))

/** Nobody sends more in one webhook; Stripe's own events stay far below. */
const LARGEST_EVENT = '1mb'

/** The whole HTTP surface, top to bottom in the order a request meets it. */
export function createApp(world: World, shop: Shop, options: AppOptions): Express {
  const { log, metrics, shopOrigin } = world
  const { limits, idempotency } = shop
  const secure = shopOrigin.startsWith('https:')
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  app.set('query parser', 'simple')

  app.use(requestContext({ log, metrics, originKey: options.originKey }))
  app.use(securityHeaders())
  app.use(crossOrigin(options.allowedOrigins))
  app.use(refuseNul)
  app.use('/api/webhooks', express.raw({ type: () => true, limit: LARGEST_EVENT }))
  app.use(webhookRoutes(shop.payments))
  app.use(jsonBody())
  app.use(identify(shop.accounts.verifyToken))

  app.use(discoveryRoutes(shop.discovery))
  app.use(settingsRoutes(shop.settings))
  app.use(catalogueRoutes(shop.catalogue))
  app.use(cartRoutes(shop.cart, { secureCookies: secure, limits }))
  app.use(checkoutRoutes(shop.checkout, shop.checkoutQueue, { ...options, idempotency, limits }))
  app.use(ordersRoutes(shop.orders, limits))
  app.use(invoicesRoutes(shop.invoices))
  app.use(paymentsRoutes(shop.payments))
  app.use(accountsRoutes(shop.accounts, { limits, secure }))

  app.use(settingsAdminRoutes(shop.settings))
  app.use(discoveryAdminRoutes(shop.discovery))
  app.use(catalogueAdminRoutes(shop.catalogue))
  app.use(inventoryAdminRoutes(shop.inventory))
  app.use(pricingAdminRoutes(shop.pricing))
  app.use(cartAdminRoutes(shop.cart))
  app.use(ordersAdminRoutes(shop.orders))
  app.use(paymentsAdminRoutes(shop.payments, idempotency))
  app.use(fulfilmentAdminRoutes(shop.fulfilment))
  app.use(operationsAdminRoutes(shop))

  app.use(operationsRoutes(createOperations({ ...world, ...options, operations: OPERATIONS })))
  if (options.pages) app.use(options.pages)

  app.use(notFoundHandler)
  app.use(
    problemHandler({
      onDefect: (error) => {
        metrics.countDefect()
        log.error({ err: error }, 'a defect')
      },
      onTrouble: (error) => log.error({ err: error }, 'something the shop needs is away'),
    }),
  )
  return app
}
