import type { Proof } from '#tests/laws/result.ts'
import { checkoutBody } from '#tests/support/given.ts'
import { openTestShop } from '#tests/support/shop.ts'

interface Effort {
  readonly buyers: number
  readonly units: number
  readonly runs: number
}

/** Far more buyers than units, all at the same moment: each unit is sold once, and everybody is told. */
export async function proveBuyers({ buyers, units, runs }: Effort): Promise<Proof> {
  const shop = await openTestShop()
  const violations: string[] = []
  let sold = 0

  for (let run = 1; run <= runs; run += 1) {
    const sku = `RUSH-${run}`
    await shop.given.stock(sku, units)
    const crowd = Array.from({ length: buyers }, () => shop.browser())
    for (const browser of crowd)
      await browser.post('/api/cart/lines').send({ sku, quantity: 1 }).expect(200)

    const replies = await Promise.all(
      crowd.map(async (browser, buyer) => {
        const email = `buyer-${run}-${buyer}@example.com`
        return await browser.post('/api/checkout').send(checkoutBody({ email }))
      }),
    )
    const bought = replies.filter(({ status }) => status === 201).length
    const refused = replies.filter(({ status }) => status === 409).length
    const { onHand, reserved } = await shop.db.stockLevel.findFirstOrThrow({
      where: { variant: { sku } },
    })
    sold += bought
    if (bought !== units || refused !== buyers - units || onHand !== units || reserved !== units) {
      const others = replies.filter(({ status }) => status !== 201 && status !== 409)
      violations.push(
        `Run ${run}: ${bought} of ${units} units sold, ${refused} refused, others ${others.map(({ status }) => status).join(' ')}; ${onHand} on hand, ${reserved} reserved.`,
      )
    }
  }
  const breaches = await shop.books()
  if (breaches.length > 0) violations.push(`The books are off: ${JSON.stringify(breaches)}`)
  await shop.close()
  return {
    line: `${runs} runs of ${buyers} buyers for ${units} units, ${sold} sold`,
    violations,
  }
}
