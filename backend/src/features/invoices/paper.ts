/** What an invoice or a credit note says, before it is typeset. */
export interface Paper {
  /** "Invoice 12". */
  readonly title: string
  /** Kept in the file, and makes the same paper the same bytes. */
  readonly issuedAt: Date
  readonly facts: readonly (readonly [name: string, value: string])[]
  readonly seller: readonly string[]
  readonly buyer: readonly string[]
  readonly rows: readonly PaperRow[]
  readonly sums: readonly PaperSum[]
  readonly taxes: readonly TaxRow[]
  readonly remarks: readonly string[]
}

export interface PaperRow {
  readonly title: string
  /** In small below the title. */
  readonly detail: string
  readonly quantity: string
  readonly each: string
  readonly taxRate: string
  readonly amount: string
}

export interface PaperSum {
  readonly name: string
  readonly amount: string
  readonly isTotal: boolean
}

/** What is taxed at one rate. */
export interface TaxRow {
  readonly rate: string
  readonly net: string
  readonly tax: string
  readonly gross: string
}
