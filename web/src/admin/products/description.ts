/**
 * Descriptions are HTML, but most are paragraphs and lists, and those are written like a letter: an empty line begins a
 * paragraph, lines that begin with "- " are a list. What has more to it is left as HTML.
 */

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const NAMES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: '\u00A0',
}

const escape = (text: string): string => text.replace(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign)
const unescape = (html: string): string =>
  html.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (entity, name: string) => NAMES[name] ?? entity)

const isList = (lines: readonly string[]): boolean => lines.every((line) => /^[-•] /.test(line))

/** A letter as HTML. */
export function toHtml(text: string): string {
  return text
    .replaceAll('\r', '')
    .split(/\n[ \t]*\n/)
    .map((block) => block.trim().split(/\s*\n/))
    .filter(([first]) => first !== '')
    .map((lines) =>
      isList(lines)
        ? `<ul>${lines.map((line) => `<li>${escape(line.slice(2).trim())}</li>`).join('')}</ul>`
        : `<p>${lines.map(escape).join('<br />')}</p>`,
    )
    .join('\n')
}

/** HTML as a letter; null when a letter cannot say it all. */
export function toText(html: string): string | null {
  const plain = html.trim()
  if (!/[<&]/.test(plain)) return plain

  const text = plain
    .replace(/\s+/g, ' ')
    .replace(/<br ?\/?> ?/g, '\n')
    .replace(/ ?<li> ?/g, '- ')
    .replace(/ ?<\/li> ?/g, '\n')
    .replace(/ ?<(?:p|ul)> ?/g, '')
    .replace(/ ?<\/(?:p|ul)> ?/g, '\n\n')
  const letter = unescape(text)
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return sameHtml(toHtml(letter), plain) ? letter : null
}

/** Whether two say the same, whatever space is between their tags. */
function sameHtml(one: string, other: string): boolean {
  return bare(one) === bare(other)
}

const bare = (html: string): string =>
  html
    .replace(/\s+/g, ' ')
    .replace(/<br ?\/?> ?/g, '<br>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/ ?(<\/?(?:p|ul|li)>) ?/g, '$1')
