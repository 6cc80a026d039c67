import { formatDay, formatDays, formatMoney, percentOff, plural } from './format.ts'

const gbp = (minor: number) => ({ minor, currency: 'gbp' })

test('money has its sign and as many decimals as its currency', () => {
  expect(formatMoney(gbp(1250))).toBe('£12.50')
  expect(formatMoney(gbp(123_456))).toBe('£1,234.56')
  expect(formatMoney(gbp(0))).toBe('£0.00')
  expect(formatMoney({ minor: 1250, currency: 'jpy' })).toBe('JP¥1,250')
})

test('a day is said as people say it, with its year only when that is another one', () => {
  const now = new Date('2026-11-20T12:00:00Z')

  expect(formatDay('2026-11-24', now)).toBe('Tue 24 Nov')
  expect(formatDay('2027-01-04T09:00:00Z', now)).toBe('Mon 4 Jan 2027')
})

test("a time just before the shop's midnight belongs to the day before", () => {
  expect(formatDay('2026-07-01T22:59:00Z', new Date('2026-07-01'))).toBe('Wed 1 Jul')
  expect(formatDay('2026-07-01T23:00:00Z', new Date('2026-07-01'))).toBe('Thu 2 Jul')
})

test('days name the month once when they share it', () => {
  const year = new Date().getFullYear()
  expect(formatDays({ from: `${year}-03-03`, to: `${year}-03-03` })).toMatch(/^\w{3} 3 Mar$/)
  expect(formatDays({ from: `${year}-03-03`, to: `${year}-03-05` })).toMatch(
    /^\w{3} 3 to \w{3} 5 Mar$/,
  )
  expect(formatDays({ from: `${year}-03-31`, to: `${year}-04-02` })).toMatch(
    /^\w{3} 31 Mar to \w{3} 2 Apr$/,
  )
})

test('a reduction is rounded down, and a rise is none', () => {
  expect(percentOff(gbp(1999), gbp(2999))).toBe(33)
  expect(percentOff(gbp(2999), gbp(1999))).toBe(0)
})

test('one thing, more things', () => {
  expect(plural(1, 'thing', 'things')).toBe('1 thing')
  expect(plural(1240, 'thing', 'things')).toBe('1,240 things')
})
