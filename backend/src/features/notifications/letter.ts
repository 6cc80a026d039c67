import type { OrderView } from '#features/orders/contract.ts'
import type { Option } from '#platform/contract.ts'

/** What a mail says, before it is typeset as HTML and as plain text. */
export interface Letter {
  readonly subject: string
  /** What a list of mails shows beside the subject. */
  readonly preheader: string
  readonly heading: string
  readonly parts: readonly Part[]
}

export interface Fact {
  readonly name: string
  /** One entry a line. */
  readonly value: readonly string[]
}

/** Something bought, as far as its parcel is concerned. */
export interface Unit {
  readonly title: string
  readonly options: readonly Option[]
  readonly quantity: number
}

export type Part =
  | { readonly kind: 'text' | 'small'; readonly text: string }
  | { readonly kind: 'button' | 'link'; readonly label: string; readonly href: string }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'bill'; readonly order: OrderView }
  | { readonly kind: 'units'; readonly units: readonly Unit[] }

/** Parts that do not apply may be null. */
export const letter = (
  draft: Omit<Letter, 'parts'> & { readonly parts: readonly (Part | null)[] },
): Letter => ({ ...draft, parts: draft.parts.filter((part) => part !== null) })

export const text = (words: string): Part => ({ kind: 'text', text: words })
export const small = (words: string): Part => ({ kind: 'small', text: words })
/** What the reader most likely wants to do next; one a mail. */
export const button = (label: string, href: string): Part => ({ kind: 'button', label, href })
export const link = (label: string, href: string): Part => ({ kind: 'link', label, href })
export const bill = (order: OrderView): Part => ({ kind: 'bill', order })
export const units = (all: readonly Unit[]): Part | null =>
  all.length === 0 ? null : { kind: 'units', units: all }

/** Facts without a value are left out. */
export function facts(
  all: readonly (readonly [name: string, value: string | readonly string[] | null])[],
): Part | null {
  const known = all
    .map(([name, value]) => ({ name, value: typeof value === 'string' ? [value] : (value ?? []) }))
    .filter(({ value }) => value.length > 0)
  return known.length === 0 ? null : { kind: 'facts', facts: known }
}
