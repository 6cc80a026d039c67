/** A department of the demo shop. */
export interface SeedCategory {
  readonly slug: string
  readonly name: string
  readonly blurb: string
  /** The light ground its pictures and its page stand on. */
  readonly tint: string
}

export interface SeedVariant {
  readonly sku: string
  /** In the order in which a person chooses them; empty where there is nothing to choose. */
  readonly options: Readonly<Record<string, string>>
  readonly priceMinor: number
  readonly compareAtMinor?: number
  readonly costMinor: number
  readonly weightGrams: number
  /** EAN-13 within 20–29, the range that belongs to no maker. */
  readonly barcode?: string
  readonly onHand: number
}

export interface SeedPicture {
  /** The folder below prisma/seed/media. */
  readonly file: string
  readonly alt: string
}

export interface SeedProduct {
  readonly slug: string
  readonly title: string
  readonly brand: string
  readonly condition: 'new' | 'open_box' | 'used'
  readonly category: string
  readonly tags: readonly string[]
  /** HTML: a paragraph, at times a short list. */
  readonly description: string
  /** How many days ago it came into stock. */
  readonly daysOld: number
  readonly variants: readonly SeedVariant[]
  /** The one the shop shows first comes first. */
  readonly pictures: readonly SeedPicture[]
}

type Shared = Pick<SeedVariant, 'priceMinor' | 'costMinor' | 'weightGrams' | 'compareAtMinor'>
type Own = Pick<SeedVariant, 'sku' | 'options' | 'onHand'> & Partial<SeedVariant>

/** Variants that cost and weigh the same unless one says otherwise. */
export function sharing(shared: Shared, own: readonly Own[]): readonly SeedVariant[] {
  return own.map((variant) => ({ ...shared, ...variant }))
}
