import { z } from 'zod'

/** Who runs the shop, by role; `customer` is everyone else with an account. */
export const ROLES = ['owner', 'manager', 'editor', 'packer', 'viewer', 'customer'] as const
export type Role = (typeof ROLES)[number]

/** `anyone` may still be signed in; the operation simply does not care. */
export type Access = 'anyone' | 'signed_in' | readonly Role[]

export const STAFF = ['owner', 'manager', 'editor', 'packer', 'viewer'] as const
/** May change what is sold. */
export const EDITORS = ['owner', 'manager', 'editor'] as const
/** May move parcels. */
export const PACKERS = ['owner', 'manager', 'packer'] as const
/** May see orders, and the customers in them. */
export const ORDER_READERS = ['owner', 'manager', 'packer', 'viewer'] as const
/** May move money. */
export const MANAGERS = ['owner', 'manager'] as const

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** One operation of the API: where it is, who may call it, what it accepts and what it answers. */
export interface Operation {
  readonly method: Method
  /** An OpenAPI path: `/api/orders/{id}`. */
  readonly path: string
  readonly as: Access
  readonly summary: string
  /** More than fits in the summary, in CommonMark. */
  readonly description?: string
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  /** The status of the expected answer; 200 unless given. */
  readonly status?: number
  /** What the answer holds; left out where the answer has no JSON body. */
  readonly reply?: z.ZodType
  /** Further answers below 300 that a client has to cope with, by their status. */
  readonly otherReplies?: Readonly<Record<number, z.ZodType>>
  /** The content type of an answer that is a file. */
  readonly replyType?: string
}

/** Declares an operation once: Express validates by it, OpenAPI is made from it, the browser takes its types from it. */
export const operation = <const Op extends Operation>(op: Op): Op => op

export const Money = z
  .object({
    minor: z.int().describe('In the smallest unit of the currency: 1250 is £12.50'),
    currency: z.string().describe('ISO 4217, lower case'),
  })
  .readonly()
export type Money = z.output<typeof Money>

/** The calendar of ISO 8601 has a year 0; PostgreSQL's, in which 1 BC comes before AD 1, has not. */
const hasItsYear = (date: string): boolean => !date.startsWith('0000')
const NO_YEAR = 'There is no year 0.'

/** A time in RFC 3339, UTC. */
export const Instant = z.iso.datetime().refine(hasItsYear, NO_YEAR)

/** A date as the customer reads it, without a time. */
export const Day = z.iso.date().refine(hasItsYear, NO_YEAR)

/** The largest amount anything in the shop may cost, in minor units: £999,999.99. */
export const MAX_MINOR = 99_999_999
export const MAX_QUANTITY = 9_999

/** Text of one line, as people type it into a field. NUL and halves of surrogate pairs are refused because PostgreSQL cannot keep them. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'This cannot be empty.')
    .max(max, `This can have at most ${max} characters.`)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'This has characters that cannot be kept, such as line breaks.')

/** Text of several lines. */
export const paragraph = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `This can have at most ${max} characters.`)
    .regex(/^[^\0\p{Cs}]*$/u, 'This has characters that cannot be kept.')

/** What somebody looks for: any text but NUL, which PostgreSQL cannot keep. */
export const searchText = z
  .string()
  .max(200)
  .regex(/^[^\0\p{Cs}]*$/u, 'This has characters that cannot be searched.')

export const Sku = line(64)
export const Slug = z
  .string()
  .max(200)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'This can have small letters, digits and single hyphens.')
export const Quantity = z.int().min(1, 'At least one.').max(MAX_QUANTITY)
export const MinorAmount = z.int().min(0).max(MAX_MINOR)
export const Email = z
  .email('This is not an e-mail address.')
  .max(254)
  .transform((email) => email.toLowerCase())

/** Keyset paging: an opaque cursor and how many to send. */
export const paging = (most: number, usual: number) => ({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(most).default(usual),
})

export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item).readonly(), nextCursor: z.string().nullable() }).readonly()

/** A picture in the widths it was rendered to; `url` is the largest. */
export const Picture = z
  .object({
    id: z.string(),
    alt: z.string(),
    url: z.string(),
    width: z.int(),
    height: z.int(),
    sizes: z.array(z.object({ width: z.int(), url: z.string() }).readonly()).readonly(),
  })
  .readonly()
export type Picture = z.output<typeof Picture>

export const Option = z.object({ name: z.string(), value: z.string() }).readonly()
export type Option = z.output<typeof Option>

export const CONDITIONS = ['new', 'open_box', 'used'] as const
export type Condition = (typeof CONDITIONS)[number]

export const Address = z
  .strictObject({
    line1: line(200),
    line2: line(200)
      .nullish()
      .transform((value) => value ?? null),
    city: line(100),
    region: line(100)
      .nullish()
      .transform((value) => value ?? null),
    postalCode: line(20),
    country: z
      .string()
      .regex(/^[A-Za-z]{2}$/, 'Two letters, as in ISO 3166-1: GB.')
      .transform((code) => code.toUpperCase()),
  })
  .readonly()
export type Address = z.output<typeof Address>

/** Refused fields carry a JSON Pointer (RFC 6901) to the value at fault. */
export const ProblemView = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  })
  .describe('RFC 9457 problem document')
