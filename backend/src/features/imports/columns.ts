/**
 * The columns of Shopify's product export, by both of its spellings: the export of today and the template it hands out.
 * https://help.shopify.com/en/manual/products/import-export/using-csv
 */
const SPELLINGS = {
  handle: ['Handle', 'URL handle'],
  title: ['Title'],
  description: ['Body (HTML)', 'Body HTML', 'Description'],
  vendor: ['Vendor'],
  type: ['Type'],
  tags: ['Tags'],
  published: ['Published', 'Published on online store'],
  status: ['Status'],
  option1Name: ['Option1 Name'],
  option1Value: ['Option1 Value'],
  option2Name: ['Option2 Name'],
  option2Value: ['Option2 Value'],
  option3Name: ['Option3 Name'],
  option3Value: ['Option3 Value'],
  sku: ['Variant SKU', 'SKU'],
  grams: ['Variant Grams', 'Weight value (grams)'],
  units: ['Variant Inventory Qty', 'Inventory quantity'],
  price: ['Variant Price', 'Price'],
  compareAt: ['Variant Compare At Price', 'Variant Compare-at Price', 'Compare-at price'],
  cost: ['Cost per item', 'Variant Cost'],
  barcode: ['Variant Barcode', 'Barcode'],
  imageSrc: ['Image Src', 'Product image URL'],
  imagePosition: ['Image Position'],
  imageAlt: ['Image Alt Text'],
  variantImage: ['Variant Image', 'Variant image URL'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Column = keyof typeof SPELLINGS

/** Without these nothing can be told from anything. */
const REQUIRED: readonly Column[] = ['handle', 'title', 'price']

const BY_NAME: ReadonlyMap<string, Column> = new Map(
  columnNames().flatMap((column) => SPELLINGS[column].map((name) => [normalise(name), column])),
)

export interface Columns {
  /** Where a column stands in a row, from 0. */
  readonly at: ReadonlyMap<Column, number>
  /** As the file itself spells it; as Shopify does where the file has no such column. */
  readonly nameOf: (column: Column) => string
  /** Required and not there, as Shopify spells them. */
  readonly missing: readonly string[]
}

/** Finds the columns in a header, in whatever order and case; what it does not know it leaves alone. */
export function findColumns(header: readonly string[]): Columns {
  const at = new Map<Column, number>()
  header.forEach((name, index) => {
    const column = BY_NAME.get(normalise(name))
    if (column !== undefined && !at.has(column)) at.set(column, index)
  })
  return {
    at,
    nameOf: (column) => header[at.get(column) ?? -1]?.trim() ?? SPELLINGS[column][0],
    missing: REQUIRED.filter((column) => !at.has(column)).map((column) => SPELLINGS[column][0]),
  }
}

function columnNames(): readonly Column[] {
  return Object.keys(SPELLINGS).filter((name): name is Column => name in SPELLINGS)
}

function normalise(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase()
}
