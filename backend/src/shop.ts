import { accountsSchedule, createAccounts } from '#features/accounts/index.ts'
import { cartSchedule, createCart } from '#features/cart/index.ts'
import { createCatalogue } from '#features/catalogue/index.ts'
import { createCheckout } from '#features/checkout/index.ts'
import { createDiscovery } from '#features/discovery/index.ts'
import { createFulfilment } from '#features/fulfilment/index.ts'
import { createImports } from '#features/imports/index.ts'
import { createInventory } from '#features/inventory/index.ts'
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
import { createSettings } from '#features/settings/index.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database } from '#platform/db.ts'
import { createRateLimits } from '#platform/http/rate-limit.ts'
import { createIdempotency } from '#platform/idempotency.ts'
import type { Job, ScheduledJob } from '#platform/job.ts'
import type { Log } from '#platform/log.ts'
import type { Mailer } from '#platform/mailer.ts'
import type { MediaStore } from '#platform/media-store.ts'
import type { Metrics } from '#platform/metrics.ts'
import { createOutbox } from '#platform/outbox.ts'
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
  const catalogue = createCatalogue({ ...base, settings, stock: inventory })
  const discovery = createDiscovery({ ...base, settings })
  const accounts = createAccounts(base)
  const imports = createImports({ ...base, settings, catalogue })
  const cart = createCart({ ...base, settings })
  const orders = createOrders(base)
  const payments = createPayments({ ...base, settings, inventory, cart, orders })
  const checkout = createCheckout({ ...base, settings, inventory, cart, orders, payments })
  const fulfilment = createFulfilment({ ...base, orders })
  const notifications = createNotifications({ ...base, orders, settings })
  const books = createBooks(base)
  const background = createBackground({ ...base, jobs: () => jobs, scheduled: () => scheduled })

  jobs.push(...paymentJobs(payments), ...notificationJobs(notifications))
  const scheduled: readonly ScheduledJob[] = [
    { name: 'relay-outbox', everySeconds: TEN_SECONDS, run: outbox.flush },
    ...paymentSchedule(payments),
    ...accountsSchedule(accounts),
    ...cartSchedule(cart),
    ...booksSchedule(books),
    ...backgroundSchedule(background),
    { name: 'forget-sent-events', everySeconds: ONE_HOUR, run: outbox.forgetSent },
    { name: 'forget-idempotency-keys', everySeconds: ONE_HOUR, run: idempotency.forgetOld },
    {
      name: 'forget-rate-limits',
      everySeconds: ONE_HOUR,
      run: async () => void (await limits.forgetExpired()),
    },
  ].map(background.noted)

  return {
    accounts,
    background,
    books,
    cart,
    catalogue,
    checkout,
    discovery,
    fulfilment,
    idempotency,
    imports,
    inventory,
    jobs: jobs as readonly Job[],
    limits,
    notifications,
    orders,
    outbox,
    payments,
    scheduled,
    settings,
  }
}
