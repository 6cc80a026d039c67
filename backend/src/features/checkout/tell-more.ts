import {
  buyable,
  type Cart,
  differsFromSeen,
  type LineRecord,
  type Shopper,
} from '#features/cart/index.ts'
import { outOfStock } from '#features/inventory/index.ts'
import type { Orders } from '#features/orders/index.ts'
import { Problem } from '#platform/problem.ts'

import type { CartChange } from './contract.ts'
import { tooManyUnpaid } from './holding-rules.ts'
import { cartChanged, totalChanged } from './rules.ts'

/** Refusals that are news of the cart. */
const NEWS: readonly string[] = [outOfStock, cartChanged, totalChanged].map(
  (refusal) => refusal('').code,
)

/** Tells with a refusal what its customer needs to go on, which the transaction that refused did not look up. */
export function createTellMore({ cart, orders }: { readonly cart: Cart; readonly orders: Orders }) {
  /** A refusal because of the stock or a price is also news: the next checkout goes by what this one has told. */
  async function refusalWithChanges(
    error: Problem,
    cartId: string,
    shopper: Shopper,
  ): Promise<Problem> {
    const lines = await cart.noteSeen(cartId, shopper)
    if (error.code === totalChanged('').code) return error
    const changes = lines.filter(differsFromSeen).map(changeOf)
    return cartChanged(inOneSentence(changes), { changes })
  }

  return async (
    error: unknown,
    { cartId, shopper }: { readonly cartId: string; readonly shopper: Shopper },
  ): Promise<never> => {
    if (!(error instanceof Problem) || 'changes' in error.members) throw error
    if (NEWS.includes(error.code)) throw await refusalWithChanges(error, cartId, shopper)
    const { accountId } = shopper
    if (error.code === tooManyUnpaid('').code && accountId !== null) {
      const waiting = await orders.findWaitingOf(accountId)
      throw tooManyUnpaid(error.message, { ...error.members, orders: waiting })
    }
    throw error
  }
}

function changeOf(line: LineRecord): CartChange {
  const { sku, title, priceMinor, seenPriceMinor } = line
  const units = buyable(line)
  if (units === 0) return { sku, title, change: 'sold_out', detail: `${title} has sold out.` }
  if (units !== line.seenQuantity) {
    return { sku, title, change: 'quantity', detail: `Only ${units} left of ${title}.` }
  }
  const way = priceMinor < seenPriceMinor ? 'less' : 'more'
  return { sku, title, change: 'price', detail: `${title} costs ${way} than before.` }
}

function inOneSentence(changes: readonly CartChange[]): string {
  const news = changes.map(({ detail }) => detail).join(' ')
  return `${news || 'Somebody was quicker.'} Nothing was ordered. Your basket shows how things are now.`
}
