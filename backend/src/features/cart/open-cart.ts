import type { Caller } from '#platform/http/caller.ts'

import type { CartView } from './contract.ts'
import type { CartOffers } from './offers.ts'
import type { CartKey } from './repository.ts'

/** Whose cart is meant: the account's when signed in, else the one that the cookie names. */
export interface CartHolder {
  readonly caller: Caller
  readonly token: string | undefined
}

/**
 * A cart as it is answered, with the cookie to set where a guest changed it, so that both are kept equally long; null to forget
 * the cookie.
 */
export interface CartAnswer {
  readonly cart: CartView
  readonly token?: string | null
  /** How long a guest's cart is kept from now. */
  readonly keptDays: number
}

/** The cart that a request works on; a new one is made by the first statement that writes to it. */
export interface OpenCart {
  readonly key: CartKey
  readonly version: number
  readonly offers: CartOffers
  readonly isNew: boolean
  readonly token?: string | null
}

/** Who would buy what the cart holds; a guest's address is only known at checkout. */
export interface Shopper {
  readonly accountId: string | null
  /** As limits compare it. */
  readonly email: string | null
}
