import type { Proof } from '#tests/laws/result.ts'
import { buy } from '#tests/support/given.ts'
import { openTestShop } from '#tests/support/shop.ts'

/** One order is refunded by so many at the same moment: no more goes back than came in, at Stripe neither. */
export async function proveRefunds({ requests }: { readonly requests: number }): Promise<Proof> {
  const shop = await openTestShop()
  const violations: string[] = []
  await shop.given.stock('BACK-1', 5, 1000)
  const { body } = await buy(shop.browser(), 'BACK-1')
  await shop.pay(body.paymentUrl)
  const owner = await shop.as('owner')

  const replies = await Promise.all(
    Array.from({ length: requests }, async () => {
      return await owner.post(`/api/admin/orders/${body.order.id}/refunds`).send({ reason: '' })
    }),
  )
  await shop.settled()
  const agreed = replies.filter(({ status }) => status === 201).length
  const refused = replies.filter(({ status }) => status === 409).length
  const payment = await shop.db.payment.findFirstOrThrow({ where: { orderId: body.order.id } })
  const refunds = await shop.db.refund.findMany({ where: { orderId: body.order.id } })
  const backMinor = refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  if (agreed !== 1 || refused !== requests - 1)
    violations.push(`${agreed} refunds agreed and ${refused} refused of ${requests}.`)
  if (backMinor !== payment.capturedMinor || payment.refundedMinor !== payment.capturedMinor)
    violations.push(`${payment.capturedMinor} came in and ${backMinor} went back.`)
  const breaches = await shop.books()
  if (breaches.length > 0) violations.push(`The books are off: ${JSON.stringify(breaches)}`)
  await shop.close()
  return { line: `${requests} requests to refund one order`, violations }
}
