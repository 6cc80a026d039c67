import type { ApiProblem } from '#web/api/client.ts'

import { parseAmount } from './amount.ts'
import type { ProductDraft, VariantDraft } from './draft.ts'
import { tagsIn } from './draft.ts'

/** Something that cannot be saved as it is: where it stands in the form, and what to do about it. */
export interface Fault {
  readonly path: string
  readonly message: string
}

const MOST_UNITS = 1_000_000
const LONGEST_TAG = 50

/** What can be said without asking the shop, from the top of the form to its end. */
export function faultsIn(draft: ProductDraft, currency: string): readonly Fault[] {
  return [
    ...(draft.title.trim() === '' ? [{ path: 'title', message: 'Enter a title.' }] : []),
    ...tagFaults(draft.tags),
    ...slugFaults(draft.slug.trim()),
    ...optionFaults(draft),
    ...draft.variants.flatMap((variant, at) => variantFaults(variant, `variants.${at}`, currency)),
    ...twins(draft),
  ]
}

function tagFaults(typed: string): readonly Fault[] {
  const long = tagsIn(typed).find((tag) => tag.length > LONGEST_TAG)
  return long === undefined
    ? []
    : [
        {
          path: 'tags',
          message: `A tag can have at most ${LONGEST_TAG} letters. Separate tags with commas.`,
        },
      ]
}

function slugFaults(slug: string): readonly Fault[] {
  return slug === '' || /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug)
    ? []
    : [
        {
          path: 'slug',
          message: 'Use small letters, digits and single hyphens, as in enamel-kettle.',
        },
      ]
}

function optionFaults({ options }: ProductDraft): readonly Fault[] {
  const names = options.map(({ name }) => name.trim().toLowerCase())
  return names.flatMap((name, at) => {
    const path = `options.${at}.name`
    if (name === '') return [{ path, message: 'Name the option, such as Size or Colour.' }]
    return names.indexOf(name) < at
      ? [{ path, message: 'There is an option of this name already.' }]
      : []
  })
}

function variantFaults(variant: VariantDraft, path: string, currency: string): readonly Fault[] {
  const faults: Fault[] = []
  const say = (field: keyof VariantDraft | `values.${number}`, message: string | undefined) => {
    if (message !== undefined) faults.push({ path: `${path}.${field}`, message })
  }

  variant.values.forEach((value, at) => {
    if (value.trim() === '') say(`values.${at}`, 'Enter the value for this variant.')
  })
  if (variant.sku.trim() === '') say('sku', 'Enter a SKU.')
  say(
    'price',
    variant.price.trim() === '' ? 'Enter a price.' : amountFault(variant.price, currency),
  )
  say('compareAt', wasFault(variant, currency))
  say('cost', amountFault(variant.cost, currency))
  say('weight', wholeFault(variant.weight))
  say('onHand', wholeFault(variant.onHand))
  return faults
}

function amountFault(typed: string, currency: string): string | undefined {
  return typed.trim() === '' ? undefined : parseAmount(typed, currency).fault
}

function wasFault({ price, compareAt }: VariantDraft, currency: string): string | undefined {
  if (compareAt.trim() === '') return undefined
  const [now, was] = [parseAmount(price, currency), parseAmount(compareAt, currency)]
  if (was.fault !== undefined) return was.fault
  return now.minor !== undefined && was.minor <= now.minor
    ? 'Enter more than the price, or leave it empty if nothing is reduced.'
    : undefined
}

function wholeFault(typed: string): string | undefined {
  const text = typed.trim()
  if (text === '') return undefined
  return /^\d{1,7}$/.test(text) && Number(text) <= MOST_UNITS
    ? undefined
    : 'Enter a whole number, up to 1,000,000.'
}

/** A SKU stands for one thing, and no two variants look the same to a customer. */
function twins({ variants, options }: ProductDraft): readonly Fault[] {
  const skus = variants.map(({ sku }) => sku.trim())
  const looks = variants.map(({ values }) =>
    JSON.stringify(values.map((value) => value.trim().toLowerCase())),
  )
  const [firstField, firstMessage] =
    options.length > 0
      ? ['values.0', 'Another variant here has the same options.']
      : ['sku', 'Several variants need an option to be told apart by, such as Size. Add one.']

  return variants.flatMap((_, at) => {
    const path = `variants.${at}`
    const sameSku = skus[at] !== '' && skus.indexOf(skus[at] ?? '') < at
    const sameLook = looks.indexOf(looks[at] ?? '') < at
    const isComplete = variants[at]?.values.every((value) => value.trim() !== '')
    return [
      ...(sameSku ? [{ path: `${path}.sku`, message: 'Another variant here has this SKU.' }] : []),
      ...(sameLook && isComplete
        ? [{ path: `${path}.${firstField}`, message: firstMessage ?? '' }]
        : []),
    ]
  })
}

const VARIANT_FIELD: Readonly<Record<string, keyof VariantDraft>> = {
  sku: 'sku',
  priceMinor: 'price',
  compareAtMinor: 'compareAt',
  costMinor: 'cost',
  weightGrams: 'weight',
  barcode: 'barcode',
  onHand: 'onHand',
}

/** Where a pointer of the API leads in the form; undefined when it is nowhere in it. */
function pathAt(pointer: string): string | undefined {
  const [part, field = '', row, inRow = '', at, end] = pointer.replace(/^#\//, '').split('/')
  if (part !== 'body') return undefined
  if (field !== 'variants') return field === 'version' ? undefined : field
  if (row === undefined) return undefined
  if (inRow === 'options')
    return end === 'name' ? `options.${at}.name` : `variants.${row}.values.${at}`
  const known = VARIANT_FIELD[inRow]
  return known && `variants.${row}.${known}`
}

/** The shop's refusal put at its fields; empty when it is about none of them. */
export function faultsFrom(problem: ApiProblem, draft: ProductDraft): readonly Fault[] {
  const { code, message, document, errors } = problem
  const ofSku = (sku: unknown, field: string): readonly Fault[] =>
    draft.variants.flatMap((variant, at) =>
      variant.sku.trim() === sku ? [{ path: `variants.${at}.${field}`, message }] : [],
    )

  switch (code) {
    case 'slug-taken':
      return [{ path: 'slug', message }]
    case 'category-unknown':
      return [{ path: 'categoryId', message }]
    case 'sku-taken':
      return [document['skus']].flat().flatMap((sku) => ofSku(sku, 'sku'))
    case 'variants-alike':
      return ofSku(document['sku'], draft.options.length > 0 ? 'values.0' : 'sku')
    default:
      return errors.flatMap(({ pointer, detail }) => {
        const path = pathAt(pointer)
        return path === undefined ? [] : [{ path, message: detail }]
      })
  }
}
