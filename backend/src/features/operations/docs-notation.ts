import { z } from 'zod'

/** As much of JSON Schema as the document uses. */
export interface Schema {
  readonly $ref?: string | undefined
  readonly type?: string | readonly string[] | undefined
  readonly format?: string | undefined
  readonly enum?: readonly unknown[] | undefined
  readonly const?: unknown
  readonly description?: string | undefined
  readonly default?: unknown
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
  readonly maxLength?: number | undefined
  readonly items?: Schema | undefined
  readonly anyOf?: readonly Schema[] | undefined
  readonly oneOf?: readonly Schema[] | undefined
  readonly properties?: Readonly<Record<string, Schema>> | undefined
  readonly required?: readonly string[] | undefined
}

export const Schema: z.ZodType<Schema> = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  description: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxLength: z.number().optional(),
  get items() {
    return Schema.optional()
  },
  get anyOf() {
    return z.array(Schema).optional()
  },
  get oneOf() {
    return z.array(Schema).optional()
  },
  get properties() {
    return z.record(z.string(), Schema).optional()
  },
  required: z.array(z.string()).optional(),
})

export const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

/** A schema the way TypeScript would write the type, as HTML with links to the named ones. */
export function notation(schema: Schema, indent = ''): string {
  const { $ref, properties, items } = schema
  if ($ref !== undefined) return reference($ref)
  if ('const' in schema) return literal(schema.const)
  if (schema.enum) return schema.enum.map(literal).join(' | ')

  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return choices.map((choice) => notation(choice, indent)).join(' | ')
  if (properties) return object(properties, schema.required ?? [], indent)
  if (items) return `${notation(items, indent)}[]`
  return plain(schema)
}

function object(
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[],
  indent: string,
): string {
  const inner = `${indent}  `
  const lines = Object.entries(properties).map(([name, schema]) => {
    const optional = required.includes(name) ? '' : '?'
    const remark = schema.description === undefined ? '' : ` <i>${escaped(schema.description)}</i>`
    return `${inner}${escaped(name)}${optional}: ${notation(schema, inner)}${remark}`
  })
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`
}

function plain({ type = 'anything', format, minimum, maximum, maxLength }: Schema): string {
  const bounds = [
    minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER && `≥ ${minimum}`,
    maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER && `≤ ${maximum}`,
    maxLength !== undefined && `at most ${maxLength} characters`,
    format,
  ].filter((bound) => typeof bound === 'string')
  const name = typeof type === 'string' ? type : type.join(' | ')
  return escaped(name) + (bounds.length > 0 ? ` <i>${escaped(bounds.join(', '))}</i>` : '')
}

function reference($ref: string): string {
  const name = escaped($ref.slice($ref.lastIndexOf('/') + 1))
  return `<a href="#${name}">${name}</a>`
}

const literal = (value: unknown): string => escaped(JSON.stringify(value) ?? 'undefined')
