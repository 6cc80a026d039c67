import type { Db } from '#platform/db.ts'

/** What the catalogue needs of whoever counts the units. */
export interface StockKeeper {
  /** Starts keeping stock of a new variant. */
  open(tx: Db, opening: StockOpening): Promise<void>
  levelsOf(db: Db, variantIds: readonly string[]): Promise<ReadonlyMap<string, StockLevel>>
}

export interface StockOpening {
  readonly variantId: string
  readonly onHand: number
  readonly reason: 'initial' | 'import'
  readonly actorId: string | null
}

export interface StockLevel {
  readonly onHand: number
  readonly reserved: number
}
