import { proveHistories } from './histories.ts'
import { proveModel } from './model.ts'
import type { Proof } from './result.ts'
import { proveBuyers } from './rush/buyers.ts'
import { proveCoupons } from './rush/coupons.ts'
import { proveRefunds } from './rush/refunds.ts'
import { proveSettlement } from './rush/settlement.ts'
import { proveSweepers } from './rush/sweepers.ts'

/** `whole` is what `make prove` does; `short` fits among the tests. */
export type Length = 'whole' | 'short'

/** Every proof, by its name. The seed decides what is random in it. */
export const PROOFS: Readonly<Record<string, (length: Length, seed: number) => Promise<Proof>>> = {
  model: async (length, seed) =>
    await proveModel({ sequences: length === 'whole' ? 1000 : 12, seed }),
  histories: async (length, seed) =>
    await proveHistories({ most: length === 'whole' ? 720 : 2, seed }),
  buyers: async (length) =>
    await proveBuyers(
      length === 'whole'
        ? { buyers: 300, units: 20, runs: 20 }
        : { buyers: 60, units: 20, runs: 1 },
    ),
  coupons: async (length) =>
    await proveCoupons(
      length === 'whole' ? { customers: 300, uses: 20 } : { customers: 40, uses: 10 },
    ),
  refunds: async (length) => await proveRefunds({ requests: length === 'whole' ? 300 : 40 }),
  sweepers: async (length) =>
    await proveSweepers({ reservations: length === 'whole' ? 1000 : 40, sweepers: 4 }),
  settlement: async (length) =>
    await proveSettlement(length === 'whole' ? { copies: 50, runs: 40 } : { copies: 20, runs: 4 }),
}
