import { accountsSchedule, createAccounts } from '#features/accounts/index.ts'
import { cartSchedule, createCart } from '#features/cart/index.ts'
import { createCatalogue } from '#features/catalogue/index.ts'
import {
  checkoutJobs,
  checkoutSchedule,
  createCheckout,
  createCheckoutQueue,
} from '#features/checkout/index.ts'
import { createDiscovery } from '#features/discovery/index.ts'
import { createFulfilment } from '#features/fulfilment/index.ts'
import { createImports } from '#features/imports/index.ts'
import { createInventory, createShortages } from '#features/inventory/index.ts'
import { createInvoices } from '#features/invoices/index.ts'
import { createNotifications, notificationJobs } from '#features/notifications/index.ts'
import {
  backgroundSchedule,
  booksSchedule,
  createBackground,
  createBooks,
} from '#features/operations/index.ts'
import { createOrders } from '#features/orders/index.ts'
import {
  createPayments,
  type PaymentGateway,
  paymentJobs,
  paymentSchedule,
} from '#features/payments/index.ts'
import { createPricing } from '#features/pricing/index.ts'
import { createSettings } from '#features/settings/index.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database } from '#platform/db.ts'
import { createRateLimits, type RateLimits } from '#platform/http/rate-limit.ts'
import { createIdempotency, type Idempotency } from '#platform/idempotency.ts'
import type { Job, ScheduledJob } from '#platform/job.ts'
import type { Log } from '#platform/log.ts'
import type { Mailer } from '#platform/mailer.ts'
import type { MediaStore } from '#platform/media-store.ts'
import type { Metrics } from '#platform/metrics.ts'
import { createOutbox, type Outbox } from '#platform/outbox.ts'
import type { Queue } from '#platform/queue.ts'

/** Everything outside the shop's own code that it talks to or is told. A test passes its own. */
export interface World {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  readonly queue: Queue
  readonly mailer: Mailer
  readonly media: MediaStore
  readonly gateway: PaymentGateway
  /** Where customers find the shop: `https://shop.example`. */
  readonly shopOrigin: string
  readonly signingKey: string
  readonly rateLimits: boolean
}

export type Shop = ReturnType<typeof openShop>

const TEN_SECONDS = 10
const ONE_HOUR = 3600

/** Builds the features from the ground up; each may lean only on those above it. */
export function openShop(world: World) {
  const { db } = world
  const jobs: Job[] = []
  const outbox = createOutbox({ ...world, jobs: () => jobs })
  const limits = createRateLimits({ db, enabled: world.rateLimits })
  const idempotency = createIdempotency(world)
  const base = { ...world, outbox }

  const settings = createSettings(base)
  const inventory = createInventory(base)
  const shortages = createShortages(base)
  const catalogue = createCatalogue({ ...base, settings, stock: inventory })
  const pricing = createPricing({ ...base, settings, stock: inventory })
  const discovery = createDiscovery({ ...base, settings, shortages })
  const accounts = createAccounts(base)
  const imports = createImports({ ...base, settings, catalogue })
  const cart = createCart({ ...base, settings, shortages })
  const orders = createOrders(base)
  const invoices = createInvoices({ ...base, settings, orders })
  const selling = { ...base, settings, pricing, inventory, cart, orders }
  const payments = createPayments({ ...selling, invoices })
  const checkout = createCheckout({ ...selling, payments })
  const checkoutQueue = createCheckoutQueue({ ...base, cart, checkout })
  const fulfilment = createFulfilment({ ...base, orders })
  const notifications = createNotifications({ ...base, orders, settings })
  const books = createBooks(base)
  const background = createBackground({ ...base, jobs: () => jobs, scheduled: () => scheduled })

  jobs.push(
    ...paymentJobs(payments),
    ...checkoutJobs(checkoutQueue),
    ...notificationJobs(notifications),
  )
  const scheduled: readonly ScheduledJob[] = [
    { name: 'relay-outbox', everySeconds: TEN_SECONDS, run: outbox.flush },
    ...paymentSchedule(payments),
    ...checkoutSchedule(checkoutQueue),
    ...accountsSchedule(accounts),
    ...cartSchedule(cart),
    ...booksSchedule(books),
    ...backgroundSchedule(background),
    ...tidying({ outbox, idempotency, limits }),
  ].map(background.noted)

  return {
    accounts,
    background,
    books,
    cart,
    catalogue,
    checkout,
    checkoutQueue,
    discovery,
    fulfilment,
    idempotency,
    imports,
    inventory,
    invoices,
    jobs: jobs as readonly Job[],
    limits,
    notifications,
    orders,
    outbox,
    payments,
    pricing,
    scheduled,
    settings,
  }
}

/** What removes from the platform's own tables what is no longer needed. */
const tidying = ({
  outbox,
  idempotency,
  limits,
}: {
  readonly outbox: Outbox
  readonly idempotency: Idempotency
  readonly limits: RateLimits
}): readonly ScheduledJob[] => [
  { name: 'forget-sent-events', everySeconds: ONE_HOUR, run: outbox.forgetSent },
  { name: 'forget-idempotency-keys', everySeconds: ONE_HOUR, run: idempotency.forgetOld },
  {
    name: 'forget-rate-limits',
    everySeconds: ONE_HOUR,
    run: async () => void (await limits.forgetExpired()),
  },
]
