import type { BooksView } from '#web/api/admin-books.ts'
import { plural } from '#web/lib/format.ts'
import type { StatusTone } from '#web/ui/StatusBadge.tsx'

export interface BooksStanding {
  readonly tone: StatusTone
  readonly words: string
}

const MINUTE_MS = 60_000
/** Twice the time between two checks: after that one is missing. */
const LATE_MINUTES = 10

/** How the books stand, and how long ago that was found. */
export function booksStanding(
  { checkedAt, balanced, laws }: BooksView,
  now: number,
): BooksStanding {
  if (checkedAt === null) return { tone: 'waiting', words: 'Books not checked yet' }
  const minutes = Math.max(0, Math.floor((now - Date.parse(checkedAt)) / MINUTE_MS))
  const when = ago(minutes)
  if (balanced !== true) {
    const breaches = laws.reduce((sum, law) => sum + law.breaches, 0)
    return {
      tone: 'attention',
      words: `Books off: ${plural(breaches, 'thing', 'things')}, found ${when}`,
    }
  }
  const tone = minutes > LATE_MINUTES ? 'attention' : 'good'
  return { tone, words: `Books balanced ${when}` }
}

function ago(minutes: number): string {
  if (minutes === 0) return 'just now'
  if (minutes < 60) return `${plural(minutes, 'minute', 'minutes')} ago`
  if (minutes < 48 * 60) return `${plural(Math.floor(minutes / 60), 'hour', 'hours')} ago`
  return `${plural(Math.floor(minutes / (24 * 60)), 'day', 'days')} ago`
}
