import { useAddress } from '#web/storefront/use-address.ts'

import { understood } from './understood.ts'

/** A list's state: its address as far as the shop understands it, and the way to change it. */
export function useListAddress() {
  const [params, go] = useAddress()
  return [understood(params), go] as const
}
