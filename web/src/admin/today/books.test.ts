import { booksStanding } from './books.ts'

const NOW = Date.parse('2026-11-24T10:00:00Z')
const checked = (minutesAgo: number, balanced = true) => ({
  checkedAt: new Date(NOW - minutesAgo * 60_000).toISOString(),
  balanced,
  laws: balanced
    ? []
    : [
        { law: 'stock_drift' as const, says: '', breaches: 2, examples: [] },
        { law: 'parcels' as const, says: '', breaches: 1, examples: [] },
      ],
})

test('before the first check: not checked yet, and nothing is claimed', () => {
  const books = { checkedAt: null, balanced: null, laws: [] }

  expect(booksStanding(books, NOW)).toEqual({ tone: 'waiting', words: 'Books not checked yet' })
})

test.each([
  [0, 'good', 'Books balanced just now'],
  [1, 'good', 'Books balanced 1 minute ago'],
  [10, 'good', 'Books balanced 10 minutes ago'],
  [11, 'attention', 'Books balanced 11 minutes ago'],
  [125, 'attention', 'Books balanced 2 hours ago'],
  [3 * 24 * 60, 'attention', 'Books balanced 3 days ago'],
])('balanced, checked %i minutes ago: %s, %s', (minutes, tone, words) => {
  expect(booksStanding(checked(minutes), NOW)).toEqual({ tone, words })
})

test("the shop's clock is ahead of the browser's: just now", () => {
  expect(booksStanding(checked(-30), NOW).words).toBe('Books balanced just now')
})

test('off: how much, and when it was found', () => {
  expect(booksStanding(checked(4, false), NOW)).toEqual({
    tone: 'attention',
    words: 'Books off: 3 things, found 4 minutes ago',
  })
})
