const MARKUP: unique symbol = Symbol('markup')

/** Markup that is known to be safe, because only `html` makes it. */
export interface Html {
  readonly [MARKUP]: string
}

export type Content = string | number | Html | null | readonly Content[]

/** A template in which every value is escaped, for text and for quoted attributes alike, unless it is itself `html`. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Html {
  return { [MARKUP]: parts.map((part, i) => part + markupOf(values[i] ?? null)).join('') }
}

export function markupOf(content: Content): string {
  if (content === null) return ''
  if (typeof content === 'string' || typeof content === 'number') return escape(String(content))
  return MARKUP in content ? content[MARKUP] : content.map(markupOf).join('')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escape = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
