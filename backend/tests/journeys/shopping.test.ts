import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

import type { Browser, Page } from 'playwright-core'

import { newVisitor, openBrowser, screenshot, seriousFaults } from '#tests/support/browser.ts'
import { type RunningShop, startShop } from '#tests/support/running-shop.ts'

let shop: RunningShop
let browser: Browser
beforeAll(async () => {
  ;[shop, browser] = await Promise.all([startShop(), openBrowser()])
}, 180_000)
afterAll(async () => {
  await browser.close()
  await shop.stop()
}, 60_000)

const GOOD_CARD = '4242 4242 4242 4242'
const EMPTY_CARD = '4000 0000 0000 9995'

const visit = async (viewport?: { width: number; height: number }) =>
  await newVisitor(browser, shop.shop, viewport)

async function putInBasket(page: Page, slug: string): Promise<void> {
  await page.goto(`/p/${slug}`)
  await page.getByRole('button', { name: 'Add to basket' }).first().click()
  await page.getByRole('dialog', { name: /Your basket/ }).waitFor()
}

/** From the basket to Stripe's page, as a guest. */
async function checkOut(
  page: Page,
  { email, collect = false }: { email: string; collect?: boolean },
): Promise<void> {
  await page.goto('/checkout')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Name', { exact: true }).fill('Ada Lovelace')
  if (collect) {
    await page.getByRole('radio', { name: /Collect from the shop/ }).check({ force: true })
  } else {
    await page.getByLabel('Street and number').fill('1 Quay Street')
    await page.getByLabel('Town or city').fill('Whitby')
    await page.getByLabel('Postcode').fill('YO21 1DL')
  }
  await page.getByRole('button', { name: /^Pay £/ }).click()
  await page.waitForURL(/\/c\/pay\/cs_/)
}

async function payWith(page: Page, card: string): Promise<void> {
  await page.getByLabel('Card number').fill(card)
  await page.getByLabel(/Expiry/).fill('12 / 34')
  await page.getByLabel(/Security code/).fill('123')
  await page.getByRole('button', { name: /^Pay/ }).click()
}

async function signIn(page: Page): Promise<void> {
  const { owner } = shop.logins
  await page.goto('/admin')
  await page.getByLabel('E-mail').fill(owner.email)
  await page.getByLabel('Password').fill(owner.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Sign in' }).waitFor({ state: 'detached' })
}

/** The mails to an address once there are so many of them. */
async function mailsTo(address: string, count: number) {
  for (const deadline = Date.now() + 15_000; Date.now() < deadline; ) {
    const mails = await shop.mailsTo(address)
    if (mails.length >= count) return mails
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`Fewer than ${count} mails came to ${address}.`)
}

const paid = async (page: Page) => await page.getByRole('heading', { name: /Paid/ }).waitFor()

test('from a misspelt search to the parcel on its way', async () => {
  const { page, faults, context } = await visit()
  await page.goto('/')
  await screenshot(page, 'home-1280')
  await page.getByRole('combobox', { name: 'Search the shop' }).fill('cofee mug')
  await page.keyboard.press('Enter')
  await page.getByRole('checkbox', { name: /In stock/ }).check({ force: true })
  await page.waitForURL(/inStock=true/)
  await page.getByRole('link', { name: 'Stoneware Coffee Mug' }).click()
  await page.getByRole('radio', { name: 'Teal' }).check({ force: true })
  await page.getByRole('button', { name: 'Add to basket' }).first().click()
  await page.getByRole('dialog', { name: 'Your basket, 1 thing' }).getByText('Teal').waitFor()

  await page.reload()
  await page.getByRole('button', { name: 'Basket 1 thing' }).waitFor()
  await checkOut(page, { email: 'ada@example.com' })
  await payWith(page, GOOD_CARD)
  await paid(page)
  await screenshot(page, 'order-1280')
  const orderUrl = page.url()

  const [confirmation] = await mailsTo('ada@example.com', 1)
  const number = /\d{4,}/.exec(confirmation?.subject ?? '')?.[0] ?? 'none'
  expect(confirmation?.text).toContain('Stoneware Coffee Mug')
  expect(confirmation?.links).toContain(orderUrl)

  await signIn(page)
  await page.getByRole('link', { name: 'Orders', exact: true }).first().click()
  await page
    .getByRole('link', { name: new RegExp(number) })
    .first()
    .click()
  await page.getByRole('button', { name: 'Mark as packed' }).click()
  await page.getByRole('button', { name: /Mark as sent/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Mark as sent' })
  await dialog.getByLabel('Carrier').fill('Royal Mail')
  await dialog.getByLabel('Tracking number').fill('AB123456789GB')
  await dialog.getByRole('button', { name: /sent/ }).click()
  await dialog.waitFor({ state: 'detached' })
  await screenshot(page, 'admin-order-1280')

  const [sent] = await mailsTo('ada@example.com', 2)
  expect(sent?.text).toContain('AB123456789GB')
  await page.goto(orderUrl)
  await page.getByText('AB123456789GB').first().waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test('no money on the card: the reason is told, another card is taken, the order is collected', async () => {
  const { page, faults, context } = await visit({ width: 360, height: 740 })
  await putInBasket(page, 'harbour-lane-mug')
  await checkOut(page, { email: 'grace@example.com', collect: true })
  await payWith(page, EMPTY_CARD)
  await page
    .getByText(/insufficient funds/i)
    .first()
    .waitFor()
  await page.getByRole('link', { name: /Back to/ }).click()
  await page.waitForURL(/\/orders\//)
  await page
    .getByText(/not enough money/)
    .first()
    .waitFor()
  await screenshot(page, 'declined-360')
  await page.getByRole('button', { name: /Pay/ }).first().click()
  await page.waitForURL(/\/c\/pay\/cs_/)
  await payWith(page, GOOD_CARD)
  await paid(page)

  const [confirmation] = await mailsTo('grace@example.com', 1)
  const number = /\d{4,}/.exec(confirmation?.subject ?? '')?.[0] ?? 'none'
  await signIn(page)
  await page.goto(`/admin/orders?q=${number}`)
  await page
    .getByRole('link', { name: new RegExp(number) })
    .first()
    .click()
  await page.getByRole('button', { name: 'Mark as packed' }).click()
  await page.getByRole('button', { name: /Ready for collection/ }).click()
  const [ready] = await mailsTo('grace@example.com', 2)
  expect(ready?.text).toMatch(/ready/i)
  await page.getByRole('button', { name: /collected/i }).click()
  await mailsTo('grace@example.com', 3)
  expect(faults).toEqual([])
  await context.close()
})

test('nobody pays for half an hour: the order ends, the units are free, the basket is still there', async () => {
  const { page, context } = await visit()
  await putInBasket(page, 'harbour-lane-magnet')
  const stock = async () => {
    const response = await fetch(`${shop.shop}/api/products/harbour-lane-magnet`)
    const { variants } = (await response.json()) as { variants: readonly { available: number }[] }
    return variants[0]?.available ?? 0
  }
  const before = await stock()
  await checkOut(page, { email: 'late@example.com' })
  expect(await stock()).toBe(before - 1)
  await page.getByRole('link', { name: /Back to/ }).click()
  await page.getByRole('heading', { name: /not paid yet/ }).waitFor()

  await shop.stripeControl('clock', { advanceSeconds: 32 * 60 })
  for (
    const deadline = Date.now() + 15_000;
    Date.now() < deadline && (await stock()) !== before;
  ) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  expect(await stock()).toBe(before)
  await page.reload()
  await page.getByRole('heading', { name: /time to pay ran out/ }).waitFor()
  await page.goto('/basket')
  await page
    .getByRole('heading', { name: /Your basket/ })
    .first()
    .waitFor()
  await page
    .getByText(/Magnet/)
    .first()
    .waitFor()
  await context.close()
})

test('two shoppers and one last unit: the second is told, and pays for nothing', async () => {
  const [first, second] = [await visit(), await visit()]
  const slug = await lastUnit()
  await putInBasket(first.page, slug)
  await putInBasket(second.page, slug)

  await checkOut(first.page, { email: 'first@example.com' })
  await payWith(first.page, GOOD_CARD)
  await paid(first.page)
  await second.page.goto('/checkout')
  await second.page
    .getByText(/sold out/i)
    .first()
    .waitFor()
  await screenshot(second.page, 'sold-out-1280')

  for (const { context } of [first, second]) await context.close()
})

test('a busy shop: the order is in line, a reload keeps its place, and the payment page comes by itself', async () => {
  const { page, faults, context } = await visit({ width: 360, height: 740 })
  await putInBasket(page, await somethingPlenty())
  let isBusy = true
  await page.route('**/api/checkout', async (route) => {
    const headers = { ...route.request().headers(), prefer: 'respond-async' }
    await route.continue(route.request().method() === 'POST' ? { headers } : {})
  })
  await page.route('**/api/checkout/queued/*', async (route) => {
    const response = await route.fetch()
    const body = await response.json()
    const stillQueued = { ...body, status: 'queued', reply: null }
    await route.fulfill({ response, json: isBusy ? stillQueued : body })
  })

  const paying = checkOut(page, { email: 'patient@example.com' })
  const inLine = page.getByRole('heading', { name: /We are taking your order/ })
  await inLine.waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await screenshot(page, 'in-line-360')
  await page.reload()
  await inLine.waitFor()
  isBusy = false
  await paying
  await payWith(page, GOOD_CARD)
  await paid(page)

  expect(faults).toEqual([])
  await context.close()
})

async function somethingPlenty(): Promise<string> {
  const response = await fetch(`${shop.shop}/api/products?inStock=true&limit=100`)
  const { items } = (await response.json()) as {
    items: readonly { slug: string; unitsLeft: number | null }[]
  }
  const plenty = items.find(({ unitsLeft }) => unitsLeft === null)
  if (!plenty) throw new Error('The demo shop has nothing in plenty.')
  return plenty.slug
}

/** Something of which one unit is left. */
async function lastUnit(): Promise<string> {
  const response = await fetch(`${shop.shop}/api/products?tag=last+pieces&inStock=true&limit=100`)
  const { items } = (await response.json()) as {
    items: readonly { slug: string; unitsLeft: number | null }[]
  }
  const last = items.find(({ unitsLeft }) => unitsLeft === 1)
  if (!last) throw new Error('The demo shop has no last unit.')
  return last.slug
}

test('a real product export is imported while the shop runs, and an imported thing is bought', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      'backend/dev/import.ts',
      'backend/tests/fixtures/shopify-apparel.csv',
      '--no-images',
    ],
    { env: { ...process.env, DATA_DIR: shop.dataDir, NODE_OPTIONS: '' } },
  )
  expect(stdout).toContain('20 created')

  const { page, faults, context } = await visit({ width: 360, height: 740 })
  await page.goto('/search?q=varsity')
  await page.getByRole('link', { name: 'Classic Varsity Top' }).click()
  await page.getByRole('radio', { name: 'Medium' }).check({ force: true })
  await page.getByRole('button', { name: 'Add to basket' }).first().click()
  await page.getByRole('dialog', { name: /Your basket/ }).waitFor()
  await checkOut(page, { email: 'import@example.com' })
  await payWith(page, GOOD_CARD)
  await paid(page)
  await screenshot(page, 'imported-360')
  expect(faults).toEqual([])
  await context.close()
})

describe('every page, light and dark, wide and narrow', () => {
  const pages = [
    '/',
    '/c/kitchen',
    '/search?q=lamp',
    '/search?q=zzzzzz',
    '/p/stoneware-coffee-mug',
    '/basket',
    '/checkout',
    '/orders/lookup',
    '/delivery-and-returns',
    '/nowhere',
    '/api/docs',
  ]

  test.each([
    ['light', 1280],
    ['dark', 360],
  ] as const)(
    '%s, %i px: nothing keeps anybody out, nothing goes wrong',
    async (colorScheme, width) => {
      const { page, faults, context } = await visit({ width, height: 800 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await putInBasket(page, 'harbour-lane-mug')
      for (const path of pages) {
        await page.goto(path, { waitUntil: 'networkidle' })
        await screenshot(page, `${path.replaceAll(/\W+/g, '-')}-${colorScheme}-${width}`)
        const overflow = await page.evaluate(
          'Math.max(0, document.documentElement.scrollWidth - window.innerWidth)',
        )
        expect({ path, overflow, faults: await seriousFaults(page) }).toEqual({
          path,
          overflow: 0,
          faults: [],
        })
      }
      expect(faults).toEqual([])
      await context.close()
    },
  )
})
