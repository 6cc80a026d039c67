import type { CartContents } from '#features/cart/index.ts'
import type { Db } from '#platform/db.ts'

/** Who checks out. */
export interface Buyer {
  readonly accountId: string | null
  /** Undefined when they have no cart. */
  readonly cartId: string | undefined
  /** A keyed hash of the network they come from. */
  readonly clientKey: Buffer<ArrayBuffer>
}

/** A checkout that was asked for earlier and is made now. Its order is noted in the transaction that writes it. */
export interface Turn {
  /** Comes first in every transaction that may write the order. @throws when it must not be written any more. */
  begin(tx: Db): Promise<void>
  /** @throws cartChanged when the cart is not what was asked for. */
  assertUnchanged(contents: CartContents): void
  note(tx: Db, orderId: string): Promise<void>
}
