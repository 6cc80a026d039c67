import type { FieldErrors } from 'react-hook-form'

import type { SummedFault } from '#web/admin/parts/FaultSummary.tsx'

import type { ProductDraft, VariantDraft } from './draft.ts'

/** What the form calls its fields. */
export const FIELDS: Readonly<Record<string, string>> = {
  title: 'Title',
  description: 'Description',
  brand: 'Brand',
  condition: 'Condition',
  status: 'Status',
  categoryId: 'Category',
  tags: 'Tags',
  slug: 'Address in the shop',
  options: 'Options',
  variants: 'Variants',
}

/** What the form calls the fields of a variant. */
export const VARIANT_FIELDS: Readonly<Record<string, string>> = {
  sku: 'SKU',
  price: 'Price',
  compareAt: 'Was',
  cost: 'Cost',
  weight: 'Weight',
  barcode: 'Barcode',
  onHand: 'Units',
}

export const variantName = ({ sku }: VariantDraft, at: number): string =>
  sku.trim() === '' ? `Variant ${at + 1}` : sku.trim()

/** What the form calls the field at a path: "Title", "Price of MUG-1". */
function labelAt(path: string, draft: ProductDraft): string {
  const [field = '', at = '', ...rest] = path.split('.')
  if (field === 'options') return `Option ${Number(at) + 1}`
  const variant = field === 'variants' ? draft.variants[Number(at)] : undefined
  if (!variant) return FIELDS[field] ?? field

  const name = variantName(variant, Number(at))
  const label = labelInVariant(rest, draft)
  return label === undefined ? name : `${label} of ${name}`
}

function labelInVariant([part = '', option = '']: readonly string[], draft: ProductDraft) {
  if (part !== 'values') return VARIANT_FIELDS[part]
  return draft.options[Number(option)]?.name || 'Option'
}

const isFault = (error: object): error is { message: string } =>
  'message' in error && typeof error.message === 'string'

function leaves(errors: object, path: string): readonly { path: string; message: string }[] {
  if (isFault(errors)) return [{ path, message: errors.message }]
  return Object.entries(errors).flatMap(([name, error]: [string, unknown]) =>
    typeof error === 'object' && error !== null && name !== 'ref'
      ? leaves(error, path === '' ? name : `${path}.${name}`)
      : [],
  )
}

/** The faults of a form as a list, each with the name of its field. */
export function summed(
  errors: FieldErrors<ProductDraft>,
  draft: ProductDraft,
): readonly SummedFault[] {
  return leaves(errors, '').map(({ path, message }) => ({
    path,
    message,
    label: labelAt(path, draft),
  }))
}
