import type { Reply } from '#dev/http.ts'

export type XmlValue = string | number | boolean | { readonly [name: string]: XmlContent }
type XmlContent = XmlValue | readonly XmlValue[] | undefined

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/'
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
}

/** A document: arrays become repeated elements, what is undefined is left out. */
export function document(root: string, content: Readonly<Record<string, XmlContent>>): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${NAMESPACE}">${inner(content)}</${root}>`
}

export function element(root: string, content: Readonly<Record<string, XmlContent>>): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}>${inner(content)}</${root}>`
}

function inner(value: XmlValue): string {
  if (typeof value !== 'object') return escape(String(value))
  return Object.entries(value)
    .flatMap(([name, content]) => all(content).map((each) => `<${name}>${inner(each)}</${name}>`))
    .join('')
}

function all(content: XmlContent): readonly XmlValue[] {
  if (content === undefined) return []
  return isList(content) ? content : [content]
}

function isList(content: XmlValue | readonly XmlValue[]): content is readonly XmlValue[] {
  return Array.isArray(content)
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"\r]/g, (character) => ESCAPES[character] ?? character)
}

export function asXml(body: string): Reply {
  return { status: 200, headers: { 'content-type': 'application/xml' }, body }
}

/** The texts of every element of that name, wherever it stands. */
export function textsOf(xml: string, name: string): readonly string[] {
  const texts = xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))
  return [...texts].map(([, text = '']) => unescape(text))
}

function unescape(text: string): string {
  const named: Readonly<Record<string, string>> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
  }
  return text.replaceAll(/&(#x?)?(\w+);/g, (whole, numeric: string | undefined, value: string) => {
    if (numeric === undefined) return named[value] ?? whole
    return String.fromCodePoint(Number.parseInt(value, numeric === '#x' ? 16 : 10))
  })
}
