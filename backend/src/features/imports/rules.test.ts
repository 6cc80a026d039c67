import { isPrivate } from './download.ts'
import { priceStyle, readPrice } from './rules.ts'

const POINT = priceStyle('gbp', ',')
const COMMA = priceStyle('gbp', ';')

describe('prices', () => {
  test('every price from 0.00 to 9999.99 arrives to the penny, with a point and with a comma', () => {
    for (let pence = 0; pence <= 999_999; pence += 1) {
      const pounds = String(Math.floor(pence / 100))
      const rest = String(pence % 100).padStart(2, '0')
      const amount = readPrice(`${pounds}.${rest}`, POINT)
      // Only what differs is given to `expect`: a million calls of it take a minute.
      if (!('value' in amount) || amount.value !== pence) expect({ pence, amount }).toBeUndefined()
    }
    for (let pence = 0; pence <= 999_999; pence += 37) {
      const text = `${Math.floor(pence / 100)},${String(pence % 100).padStart(2, '0')}`
      expect(readPrice(text, COMMA)).toEqual({ value: pence })
    }
  })

  test.each([
    ['12', 1200],
    ['12.5', 1250],
    ['.5', 50],
    ['0012.50', 1250],
    ['£12.50', 1250],
    ['£ 12.50', 1250],
    ['12.50 GBP', 1250],
    [' 12.50 ', 1250],
    ['1,234.50', 123_450],
    ['1,234', 123_400],
    ['1.234,50', 123_450],
    ['1 234,50', 123_450],
    ['12,50', 1250],
    ['999,999.99', 99_999_999],
    ['19.99', 1999],
    ['1.005', 'more than two decimals'],
    ['-1', 'below zero'],
    ['-£1.00', 'below zero'],
    ['£-1.00', 'below zero'],
    ['(1.00)', 'below zero'],
    ['NaN', 'not a price'],
    ['1e3', 'not a price'],
    ['Infinity', 'not a price'],
    ['12.50.1', 'not a price'],
    ['1,23,456.00', 'not a price'],
    ['twelve', 'not a price'],
    ['$12.50', 'not in GBP'],
    ['12.50 EUR', 'not in GBP'],
    ['', 'no price'],
    ['1000000.00', 'more than anything may cost'],
    ['99999999999999999999', 'more than anything may cost'],
  ])('“%s” is %s', (text, expected) => {
    const reading = readPrice(text, POINT)

    expect(reading).toEqual(
      typeof expected === 'number'
        ? { value: expected }
        : { refusal: expect.stringContaining(expected) },
    )
  })

  test('“1,234” where commas are decimal could be two amounts: it is refused', () => {
    expect(readPrice('1,234', COMMA)).toEqual({ refusal: expect.stringContaining('two decimals') })
  })
})

test.each([
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['169.254.169.254', true],
  ['192.168.0.1', true],
  ['0.0.0.0', true],
  ['255.255.255.255', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['64:ff9b::7f00:1', true],
  ['fd00::1', true],
  ['fe80::1', true],
  ['2002:7f00:1::', true],
  ['93.184.216.34', false],
  ['2606:2800:220:1:248:1893:25c8:1946', false],
])('%s inside a private network: %s', (address, expected) => {
  expect(isPrivate(address)).toBe(expected)
})
