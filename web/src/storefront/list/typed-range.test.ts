import { typedRange } from './typed-range.ts'

test('amounts as people type them', () => {
  expect(typedRange('£5', '19.99')).toEqual({ min: '500', max: '1999' })
  expect(typedRange(' ', '1,200')).toEqual({ min: null, max: '120000' })
  expect(typedRange('', '')).toEqual({ min: null, max: null })
})

test('the dearer one first: they change places', () => {
  expect(typedRange('50', '10')).toEqual({ min: '1000', max: '5000' })
})

test('what is not an amount is no range', () => {
  for (const typed of ['cheap', '-5', '1e9', '.', '£', '999999999']) {
    expect(typedRange(typed, '10')).toBeUndefined()
    expect(typedRange('', typed)).toBeUndefined()
  }
})
