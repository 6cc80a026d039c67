import { z } from 'zod'

import {
  CONDITIONS,
  EDITORS,
  Instant,
  line,
  MinorAmount,
  Money,
  Option,
  operation,
  Picture,
  paragraph,
  Sku,
  Slug,
  STAFF,
} from '#platform/contract.ts'

import { PRODUCT_STATUSES } from './rules.ts'

export { PRODUCT_STATUSES }

export const CategoryView = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    blurb: z.string(),
    /** Background of the category's pictures, as #rrggbb. */
    tint: z.string(),
    productCount: z.int(),
    picture: Picture.nullable(),
  })
  .readonly()
export type CategoryView = z.output<typeof CategoryView>

export const ListCategories = operation({
  method: 'get',
  path: '/api/categories',
  as: 'anyone',
  summary: 'Categories in the order of the menu, with how many products each shows',
  reply: z.object({ items: z.array(CategoryView).readonly() }).readonly(),
})

/** A variant as the owner sees it: with its cost and all its units. */
export const AdminVariantView = z
  .object({
    id: z.string(),
    sku: z.string(),
    options: z.array(Option).readonly(),
    price: Money,
    compareAt: Money.nullable(),
    cost: Money.nullable(),
    weightGrams: z.int().nullable(),
    barcode: z.string().nullable(),
    onHand: z.int(),
    reserved: z.int(),
    available: z.int(),
  })
  .readonly()
export type AdminVariantView = z.output<typeof AdminVariantView>

export const AdminProductView = z
  .object({
    id: z.string(),
    slug: z.string(),
    title: z.string(),
    description: z.string(),
    brand: z.string().nullable(),
    condition: z.enum(CONDITIONS),
    status: z.enum(PRODUCT_STATUSES),
    category: z
      .object({ id: z.string(), slug: z.string(), name: z.string() })
      .readonly()
      .nullable(),
    tags: z.array(z.string()).readonly(),
    images: z.array(Picture).readonly(),
    variants: z.array(AdminVariantView).readonly(),
    /** Counts the changes, so that two editors cannot overwrite each other unseen. */
    version: z.int(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .readonly()
export type AdminProductView = z.output<typeof AdminProductView>

const VariantFields = {
  sku: Sku,
  options: z
    .array(z.strictObject({ name: line(50), value: line(100) }))
    .max(3)
    .default([]),
  priceMinor: MinorAmount,
  compareAtMinor: MinorAmount.nullable().default(null),
  costMinor: MinorAmount.nullable().default(null),
  weightGrams: z.int().min(0).max(1_000_000).nullable().default(null),
  barcode: line(50).nullable().default(null),
}
export const VariantInput = z.strictObject({
  ...VariantFields,
  onHand: z.int().min(0).max(1_000_000).default(0),
})
export type VariantInput = z.output<typeof VariantInput>

/** An existing variant keeps its stock: units move by adjustment only, never by saving a form. */
const VariantChange = z.strictObject({ id: z.uuid().optional(), ...VariantFields })

const ProductFields = {
  title: line(200),
  slug: Slug.optional(),
  description: paragraph(50_000).default(''),
  brand: line(100).nullable().default(null),
  condition: z.enum(CONDITIONS).default('new'),
  status: z.enum(PRODUCT_STATUSES).default('draft'),
  categoryId: z.uuid().nullable().default(null),
  tags: z.array(line(50)).max(50).default([]),
}

export const CreateProduct = operation({
  method: 'post',
  path: '/api/admin/products',
  as: EDITORS,
  summary: 'Adds a product with its variants and their first stock',
  body: z.strictObject({ ...ProductFields, variants: z.array(VariantInput).min(1).max(100) }),
  status: 201,
  reply: AdminProductView,
})

const ProductParams = z.strictObject({ id: z.uuid() })

export const UpdateProduct = operation({
  method: 'put',
  path: '/api/admin/products/{id}',
  as: EDITORS,
  summary: 'Saves a product as a whole; `version` must be the one that was read, else 412',
  params: ProductParams,
  body: z.strictObject({
    ...ProductFields,
    version: z.int().min(0),
    variants: z.array(VariantChange).min(1).max(100),
  }),
  reply: AdminProductView,
})

export const ViewProduct = operation({
  method: 'get',
  path: '/api/admin/products/{id}',
  as: STAFF,
  summary: 'A product as the owner sees it',
  params: ProductParams,
  reply: AdminProductView,
})

export const ListAdminCategories = operation({
  method: 'get',
  path: '/api/admin/categories',
  as: STAFF,
  summary: 'Categories, empty ones too',
  reply: z.object({ items: z.array(CategoryView).readonly() }).readonly(),
})

export const CreateCategory = operation({
  method: 'post',
  path: '/api/admin/categories',
  as: EDITORS,
  summary: 'Adds a category at the end of the menu',
  body: z.strictObject({
    name: line(100),
    slug: Slug.optional(),
    blurb: paragraph(500).default(''),
    tint: z
      .string()
      .regex(/^#[0-9a-fA-F]{6}$/)
      .default('#E9E4DA'),
  }),
  status: 201,
  reply: CategoryView,
})
