import type { Proof } from '#tests/laws/result.ts'
import { checkoutBody } from '#tests/support/given.ts'
import { promotion } from '#tests/support/promotions.ts'
import { openTestShop } from '#tests/support/shop.ts'

interface Effort {
  readonly customers: number
  readonly uses: number
}

const PRICE_MINOR = 1000
const DELIVERY_MINOR = 350
const OFF_MINOR = 100

/** Far more customers than uses of a code, all at the same moment: it is used so often and no more, and given back once. */
export async function proveCoupons({ customers, uses }: Effort): Promise<Proof> {
  const shop = await openTestShop()
  const violations: string[] = []
  await shop.given.stock('COUPON-1', customers * 2, PRICE_MINOR)
  const code = await promotion(shop, { code: 'CROWD', limitTotal: uses })
  const crowd = Array.from({ length: customers }, () => shop.browser())
  for (const browser of crowd) {
    await browser.post('/api/cart/lines').send({ sku: 'COUPON-1', quantity: 1 }).expect(200)
    await browser.post('/api/cart/coupons').send({ code: 'CROWD' }).expect(200)
  }

  const replies = await Promise.all(
    crowd.map(async (browser, customer) => {
      const email = `coupon-${customer}@example.com`
      return await browser.post('/api/checkout').send(checkoutBody({ email }))
    }),
  )
  const won = replies.filter(({ status }) => status === 201)
  const cheaper = won.filter(
    ({ body }) => body.order.total.minor === PRICE_MINOR + DELIVERY_MINOR - OFF_MINOR,
  )
  const odd = replies.filter(({ status }) => status !== 201 && status !== 409)
  if (cheaper.length !== uses || won.length !== uses || odd.length > 0) {
    violations.push(
      `${cheaper.length} of ${uses} uses were given to ${won.length} orders; others ${odd.map(({ status }) => status).join(' ')}.`,
    )
  }
  if ((await code.uses()) !== uses) violations.push(`The code counts ${await code.uses()} uses.`)

  for (const { body } of won) await shop.pay(body.paymentUrl, 'abandoned')
  const breaches = await shop.books()
  if ((await code.uses()) !== 0) violations.push(`${await code.uses()} uses were not given back.`)
  if (breaches.length > 0) violations.push(`The books are off: ${JSON.stringify(breaches)}`)
  await shop.close()
  return {
    line: `${customers} customers for ${uses} uses of one code, all given back`,
    violations,
  }
}
