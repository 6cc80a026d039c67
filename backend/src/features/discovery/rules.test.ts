import { readSearch, unitsToTell } from './rules.ts'

test.each([undefined, '', '   ', '%', '_', ':*&|!()', '"', '-', '…', '\u0301'])(
  'nothing to look for in %p: no search',
  (q) => {
    expect(readSearch(q)).toBeUndefined()
  },
)

test('words: small letters, the last may be unfinished, little words do not count', () => {
  expect(readSearch('  The  Copper KETTLE for tea ')).toMatchObject({
    text: 'The Copper KETTLE for tea',
    head: 'the copper kettle for',
    last: 'tea',
    words: ['copper', 'kettle', 'tea'],
    isExact: false,
  })
})

test('only little words: they are all there is', () => {
  expect(readSearch('to the')).toMatchObject({ words: ['to', 'the'], last: 'the' })
})

test('a short word must be nearly right, a long one may have a letter wrong', () => {
  const [mug, lamp, kettle] = readSearch('mug lamp kettle')?.likeness ?? []
  expect(mug).toBeGreaterThan(lamp ?? 1)
  expect(lamp).toBeGreaterThan(kettle ?? 1)
})

test('quotes and minus signs are meant; a hyphen in a word is not one', () => {
  expect(readSearch('"coffee mug"')?.isExact).toBe(true)
  expect(readSearch('mug -blue')?.isExact).toBe(true)
  expect(readSearch('t-shirt')?.isExact).toBe(false)
})

test('a code is held against SKUs as typed, in capitals and in small letters', () => {
  expect(readSearch(' Tea-250 ')?.codes).toEqual(['Tea-250', 'TEA-250', 'tea-250'])
})

test('however much is typed, a few words are enough', () => {
  expect(readSearch('a1 '.repeat(60))?.words).toHaveLength(8)
})

test.each([
  [0, null],
  [1, 1],
  [3, 3],
  [4, null],
])('%i units left: %p is told', (units, told) => {
  expect(unitsToTell(units)).toBe(told)
})
