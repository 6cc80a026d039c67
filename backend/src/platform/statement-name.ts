/** Asked so often a statement is planned once a connection; before that the plan would cost more than it saves. */
const OFTEN = 5
/** Plans cost the server memory on every connection; past this many the rest are planned each time they run. */
const MOST_NAMED = 250
/** Texts of which it is not known yet whether they come again. */
const MOST_COUNTED = 1000

const named = new Map<string, string>()
const counted = new Map<string, number>()

/** The name under which connections keep a statement's plan: the same text has the same name on all of them. Empty for none. */
export function statementName(text: string): string {
  const known = named.get(text)
  if (known !== undefined) return known
  if (named.size >= MOST_NAMED) return ''

  const times = (counted.get(text) ?? 0) + 1
  if (times < OFTEN) {
    if (counted.size >= MOST_COUNTED) counted.clear()
    counted.set(text, times)
    return ''
  }
  counted.delete(text)
  const name = `shop-${named.size + 1}`
  named.set(text, name)
  return name
}
