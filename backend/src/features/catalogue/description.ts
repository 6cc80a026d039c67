import type { IOptions } from 'sanitize-html'

/** What a description may be made of. Everything else loses its tag and keeps its words; scripts and styles lose both. */
const ALLOWED: IOptions = {
  allowedTags:
    'p br ul ol li strong em b i h2 h3 h4 a table caption thead tbody tfoot tr th td'.split(' '),
  allowedAttributes: {
    a: ['href', 'rel'],
    th: ['colspan', 'rowspan', 'scope'],
    td: ['colspan', 'rowspan'],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  nestingLimit: 50,
  transformTags: {
    a: (tagName, { href = '' }) => ({ tagName, attribs: { href, rel: 'nofollow noopener' } }),
  },
}

/** HTML that is safe to show as it is. The sanitiser is loaded at first use: most processes never need it. */
export async function sanitiseDescription(html: string): Promise<string> {
  const { default: sanitizeHtml } = await import('sanitize-html')
  return sanitizeHtml(html, ALLOWED).trim()
}
