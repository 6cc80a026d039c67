export { checkoutJobs, checkoutSchedule } from './jobs.ts'
export { createCheckoutQueue } from './queue.ts'
export { checkoutRoutes } from './routes.ts'
export { type Checkout, createCheckout } from './service.ts'
