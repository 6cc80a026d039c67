import { z } from 'zod'

import { PRODUCT_STATUSES } from '#features/catalogue/contract.ts'
import {
  CONDITIONS,
  Instant,
  MAX_MINOR,
  Money,
  Option,
  operation,
  Picture,
  page,
  paging,
  Slug,
  STAFF,
  searchText,
} from '#platform/contract.ts'

const CategoryRef = z.object({ slug: z.string(), name: z.string() }).readonly()

/** What a card in a list shows. */
export const ProductCard = z
  .object({
    id: z.string(),
    slug: z.string(),
    title: z.string(),
    brand: z.string().nullable(),
    condition: z.enum(CONDITIONS),
    category: CategoryRef.nullable(),
    tags: z.array(z.string()).readonly(),
    image: Picture.nullable(),
    /** The lowest price among the variants. */
    priceFrom: Money,
    /** True where variants differ in price. */
    priceVaries: z.boolean(),
    /** What the variant with the lowest price cost before, when it is reduced. */
    compareAt: Money.nullable(),
    inStock: z.boolean(),
    /** Units left over all variants, told only when they are three or fewer. */
    unitsLeft: z.int().nullable(),
  })
  .readonly()
export type ProductCard = z.output<typeof ProductCard>

const Count = z.object({ value: z.string(), label: z.string(), count: z.int() }).readonly()
export const Facets = z
  .object({
    category: z.array(Count).readonly(),
    brand: z.array(Count).readonly(),
    condition: z.array(Count).readonly(),
    tag: z.array(Count).readonly(),
    price: z.object({ min: Money, max: Money }).readonly().nullable(),
    inStock: z.int(),
    onSale: z.int(),
  })
  .readonly()
export type Facets = z.output<typeof Facets>

export const ProductPage = page(ProductCard).unwrap().extend({
  facets: Facets.optional(),
  total: z.int().optional(),
})
export type ProductPage = z.output<typeof ProductPage>

/** `?brand=a&brand=b` and `?brand=a` are both a list. */
const several = <Item extends z.ZodType<string>>(item: Item) =>
  z.union([item.transform((one) => [one]), z.array(item).max(20)]).optional()
const flag = z.enum(['true', 'false']).transform((value) => value === 'true')

export const SORTS = ['relevance', 'newest', 'price', '-price', '-discount'] as const
export type Sort = (typeof SORTS)[number]

export const ProductQuery = z.strictObject({
  q: searchText.optional(),
  category: several(searchText),
  brand: several(searchText),
  condition: several(z.enum(CONDITIONS)),
  tag: several(searchText),
  minPrice: z.coerce.number().int().min(0).max(MAX_MINOR).optional(),
  maxPrice: z.coerce.number().int().min(0).max(MAX_MINOR).optional(),
  inStock: flag.optional(),
  onSale: flag.optional(),
  sort: z.enum(SORTS).optional(),
  include: z
    .string()
    .regex(/^(facets|total)(,(facets|total))*$/, 'facets, total, or both with a comma.')
    .optional(),
  ...paging(100, 20),
})
export type ProductQuery = z.output<typeof ProductQuery>

export const ListProducts = operation({
  method: 'get',
  path: '/api/products',
  as: 'anyone',
  summary: 'Products on sale: search, filters, sort; facets and the total on demand',
  query: ProductQuery,
  reply: ProductPage,
})

export const VariantView = z
  .object({
    sku: z.string(),
    options: z.array(Option).readonly(),
    price: Money,
    compareAt: Money.nullable(),
    available: z.int(),
    inStock: z.boolean(),
    /** The picture that shows this variant, if one does. */
    imageId: z.string().nullable(),
  })
  .readonly()
export type VariantView = z.output<typeof VariantView>

export const ProductView = z
  .object({
    id: z.string(),
    slug: z.string(),
    title: z.string(),
    /** HTML, sanitised when it was written. */
    description: z.string(),
    brand: z.string().nullable(),
    condition: z.enum(CONDITIONS),
    category: CategoryRef.nullable(),
    tags: z.array(z.string()).readonly(),
    images: z.array(Picture).readonly(),
    priceFrom: Money,
    inStock: z.boolean(),
    variants: z.array(VariantView).readonly(),
  })
  .readonly()
export type ProductView = z.output<typeof ProductView>

export const ViewProduct = operation({
  method: 'get',
  path: '/api/products/{slug}',
  as: 'anyone',
  summary: 'One product with its variants',
  params: z.strictObject({ slug: z.string().max(200) }),
  reply: ProductView,
})

export const Suggestion = z
  .object({
    kind: z.enum(['product', 'category', 'brand']),
    label: z.string(),
    slug: z.string(),
    image: Picture.nullable(),
    priceFrom: Money.nullable(),
  })
  .readonly()
export type Suggestion = z.output<typeof Suggestion>

export const SuggestSearch = operation({
  method: 'get',
  path: '/api/search/suggestions',
  as: 'anyone',
  summary: 'What the words being typed may mean; forgives typing errors',
  query: z.strictObject({ q: searchText }),
  reply: z.object({ items: z.array(Suggestion).readonly() }).readonly(),
})

/** A product in the owner's list, whatever its status. */
export const AdminProductRow = z
  .object({
    id: z.string(),
    slug: z.string(),
    title: z.string(),
    brand: z.string().nullable(),
    status: z.enum(PRODUCT_STATUSES),
    category: z.string().nullable(),
    picture: Picture.nullable(),
    variantCount: z.int(),
    priceFrom: Money,
    priceTo: Money,
    onHand: z.int(),
    available: z.int(),
    updatedAt: Instant,
  })
  .readonly()
export type AdminProductRow = z.output<typeof AdminProductRow>

export const AdminProductQuery = z.strictObject({
  q: z.string().max(200).optional(),
  status: z.enum(PRODUCT_STATUSES).optional(),
  category: Slug.optional(),
  stock: z.enum(['in', 'low', 'out']).optional(),
  ...paging(100, 50),
})
export type AdminProductQuery = z.output<typeof AdminProductQuery>

export const ListAdminProducts = operation({
  method: 'get',
  path: '/api/admin/products',
  as: STAFF,
  summary: 'Products of every status, last changed first',
  query: AdminProductQuery,
  reply: page(AdminProductRow),
})
