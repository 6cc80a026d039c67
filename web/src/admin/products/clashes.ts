import { amountText, currencySign, parseAmount } from './amount.ts'
import { toText } from './description.ts'
import { type ProductDraft, tagsIn, type VariantDraft } from './draft.ts'
import { CONDITION_WORDS, statusInWords } from './filters.ts'
import { FIELDS, VARIANT_FIELDS, variantName } from './labels.ts'

/** A field that two people's drafts of one product fill differently. */
export interface Clash {
  readonly id: string
  readonly label: string
  /** What each says; empty where the field is. */
  readonly theirs: string
  readonly mine: string
  /** Where only one changed it, the other has it as it was. */
  readonly changedBy: 'them' | 'me' | 'both'
}

interface Drafts {
  /** What both began with. */
  readonly base: ProductDraft
  readonly theirs: ProductDraft
  readonly mine: ProductDraft
}

interface Words {
  readonly currency: string
  /** The names of the categories by their ids. */
  readonly categories: ReadonlyMap<string, string>
}

/** Every field that differs, with both values: what one would lose by taking either side. */
export function clashes({ base, theirs, mine }: Drafts, words: Words): readonly Clash[] {
  const fields = [...productFields(words), ...variantFields({ base, theirs, mine }, words)]
  return fields.flatMap(({ id, label, read }) => {
    const [was, their, my] = [read(base), read(theirs), read(mine)]
    if (their === my) return []
    const changedBy = their === was ? 'me' : my === was ? 'them' : 'both'
    return [{ id, label, theirs: their, mine: my, changedBy }]
  })
}

interface Field {
  readonly id: string
  readonly label: string
  /** What a draft says in it. */
  readonly read: (draft: ProductDraft) => string
}

function productFields({ categories }: Words): readonly Field[] {
  const field = (id: string, read: Field['read']): Field => ({ id, label: FIELDS[id] ?? id, read })
  return [
    field('title', ({ title }) => title.trim()),
    field('description', letterOf),
    field('brand', ({ brand }) => brand.trim()),
    field('condition', ({ condition }) => CONDITION_WORDS[condition]),
    field('slug', ({ slug }) => slug.trim()),
    field('status', ({ status }) => statusInWords(status)),
    field('categoryId', ({ categoryId }) => categories.get(categoryId) ?? categoryId),
    field('tags', ({ tags }) => tagsIn(tags).join(', ')),
    field('options', ({ options }) => options.map(({ name }) => name.trim()).join(', ')),
  ]
}

function letterOf({ writtenAs, description }: ProductDraft): string {
  return (writtenAs === 'text' ? description : (toText(description) ?? description)).trim()
}

/** A variant by its id, and a new one by its SKU. */
const idOf = ({ variantId, sku }: VariantDraft): string => variantId ?? `new ${sku.trim()}`

function variantFields({ base, theirs, mine }: Drafts, words: Words): readonly Field[] {
  // Under the name it had when the editing began, whoever renames it.
  const names = new Map<string, string>()
  for (const { variants } of [base, theirs, mine]) {
    variants.forEach((variant, at) => {
      const id = idOf(variant)
      names.set(id, names.get(id) ?? variantName(variant, at))
    })
  }
  const options = new Set([theirs, mine].flatMap((draft) => draft.options.map(({ name }) => name)))

  return [...names].flatMap(([id, name]) => {
    const isInBoth = variantIn(theirs, id) && variantIn(mine, id)
    return isInBoth
      ? detailFields({ id, name, options: [...options] }, words)
      : [{ id, label: `Variant ${name}`, read: (draft) => summaryIn(draft, id, words) }]
  })
}

const variantIn = ({ variants }: ProductDraft, id: string): VariantDraft | undefined =>
  variants.find((variant) => idOf(variant) === id)

interface Named {
  readonly id: string
  readonly name: string
  readonly options: readonly string[]
}

const DETAILS = ['sku', 'price', 'compareAt', 'cost', 'weight', 'barcode'] as const

function detailFields({ id, name, options }: Named, words: Words): readonly Field[] {
  const field = (part: string, label: string, read: (of: VariantDraft) => string): Field => ({
    id: `${id} ${part}`,
    label: `${label} of ${name}`,
    read: (draft) => {
      const variant = variantIn(draft, id)
      return variant ? read(variant) : ''
    },
  })
  return [
    ...options.map(
      (option): Field => ({
        id: `${id} option ${option}`,
        label: `${option} of ${name}`,
        read: (draft) => optionIn(draft, id, option),
      }),
    ),
    ...DETAILS.map((part) =>
      field(part, VARIANT_FIELDS[part] ?? part, (variant) => detailOf(variant, part, words)),
    ),
  ]
}

function optionIn(draft: ProductDraft, id: string, option: string): string {
  const at = draft.options.findIndex(({ name }) => name === option)
  return variantIn(draft, id)?.values[at]?.trim() ?? ''
}

function detailOf(
  variant: VariantDraft,
  part: (typeof DETAILS)[number],
  { currency }: Words,
): string {
  const typed = variant[part].trim()
  if (part === 'sku' || part === 'barcode' || typed === '') return typed
  return part === 'weight' ? `${typed} g` : amountInWords(typed, currency)
}

/** "12.5" and "£12.50" are one amount. */
function amountInWords(typed: string, currency: string): string {
  const { minor } = parseAmount(typed, currency)
  return minor === undefined ? typed : currencySign(currency) + amountText({ minor, currency })
}

function summaryIn(draft: ProductDraft, id: string, { currency }: Words): string {
  const variant = variantIn(draft, id)
  if (!variant) return 'Not there'
  return [...variant.values, amountInWords(variant.price, currency)]
    .map((value) => value.trim())
    .filter((value) => value !== '')
    .join(', ')
}
