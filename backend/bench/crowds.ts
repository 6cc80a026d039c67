import type { Books } from './books.ts'
import { Rush } from './rush.ts'
import { FIFTY, FLASH, TEN } from './shelves.ts'
import type { Site } from './site.ts'
import { SlowStripe } from './slow-stripe.ts'
import { Storm } from './storm.ts'

/** Many buyers at once for few units, and what was left afterwards. */
export interface RushResult extends Rush {
  readonly buyers: number
  readonly units: number
  readonly unitsLeft: number
}

/** What comes once and all at a time, rather than steadily. */
export interface Crowds {
  readonly ten: RushResult
  readonly fifty: RushResult
  readonly flash: RushResult
  readonly storm: Storm
  readonly slowStripe: SlowStripe
}

/** 3,000 deliveries, 30 % of them of events that were delivered already. */
const STORM = { deliveries: 3_000, duplicates: 900 }

export async function meetCrowds(site: Site, books: Books, seconds: number): Promise<Crowds> {
  return {
    ten: await rush(site, books, { ...TEN, buyers: 300 }),
    fifty: await rush(site, books, { ...FIFTY, buyers: 200 }),
    flash: await rush(site, books, { ...FLASH, buyers: 500 }),
    storm: await storm(site, books),
    slowStripe: await lookAround(site, seconds),
  }
}

async function rush(
  { driver, shop, stripePort }: Site,
  books: Books,
  { sku, units, buyers }: { sku: string; units: number; buyers: number },
): Promise<RushResult> {
  const order = { sku, buyers, port: shop.port, stripePort }
  const result = Rush.parse(await driver.ask({ task: 'rush', order }))
  await books.settled()
  return { ...result, buyers, units, unitsLeft: await books.unitsLeft(sku) }
}

async function storm(site: Site, books: Books): Promise<Storm> {
  const { databaseUrl, driver, environment, shop, stripePort } = site
  const webhookSecret = environment['STRIPE_WEBHOOK_SECRET'] ?? ''
  const order = { ...STORM, port: shop.port, stripePort, databaseUrl, webhookSecret }
  const result = Storm.parse(await driver.ask({ task: 'storm', order }))
  await books.settled()
  return result
}

async function lookAround({ driver, shop }: Site, seconds: number): Promise<SlowStripe> {
  const order = { port: shop.port, seconds }
  return SlowStripe.parse(await driver.ask({ task: 'slowStripe', order }))
}
