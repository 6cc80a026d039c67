import { amountText, parseAmount } from './amount.ts'

const minor = (typed: string) => parseAmount(typed, 'gbp').minor

test('every amount from 0.00 to 9999.99, written and read again, is the same to the penny', () => {
  for (let pence = 0; pence <= 999_999; pence += 1) {
    const text = amountText({ minor: pence, currency: 'gbp' })
    if (minor(text) !== pence) throw new Error(`${text} was read as ${minor(text)}`)
  }
})

test('an amount as people write it', () => {
  expect(minor('12')).toBe(1200)
  expect(minor('12.5')).toBe(1250)
  expect(minor(' £12.50 ')).toBe(1250)
  expect(minor('£ 1,250.00')).toBe(125_000)
  expect(minor('0')).toBe(0)
  expect(minor('999,999.99')).toBe(99_999_999)
  expect(parseAmount('1250', 'jpy')).toEqual({ minor: 1250 })
})

test('what cannot be read is asked about, in words that help', () => {
  expect(parseAmount('12,50', 'gbp').fault).toMatch('12.50')
  expect(parseAmount('12.505', 'gbp').fault).toMatch('2 figures')
  expect(parseAmount('-3', 'gbp').fault).toBe('Give a price of £0.00 or more.')
  expect(parseAmount('1e3', 'gbp').fault).toMatch('in figures')
  expect(parseAmount('12.50 or so', 'gbp').fault).toMatch('in figures')
  expect(parseAmount('1,25,0', 'gbp').fault).toMatch('in figures')
  expect(parseAmount('1000000', 'gbp').fault).toMatch('more than anything')
  expect(parseAmount('12.5', 'jpy').fault).toMatch('whole')
})
