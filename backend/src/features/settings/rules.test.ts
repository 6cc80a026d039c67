import { countriesByName, methodsOnOffer } from './rules.ts'

test('countries: by their names and in the order of those, each once', () => {
  expect(countriesByName(['GB', 'IE', 'AT', 'GB'])).toEqual([
    { code: 'AT', name: 'Austria' },
    { code: 'IE', name: 'Ireland' },
    { code: 'GB', name: 'United Kingdom' },
  ])
})

test('a code that is no country: shown as it is', () => {
  expect(countriesByName(['XQ'])).toEqual([{ code: 'XQ', name: 'XQ' }])
})

test('no way of delivery set up yet: the usual ones, so that a new shop can sell', () => {
  expect(methodsOnOffer([]).map(({ id, priceMinor }) => [id, priceMinor])).toEqual([
    ['standard', 350],
    ['collection', 0],
  ])
})

test("the owner's ways: only those on offer, even when that is none", () => {
  const [first, second] = methodsOnOffer([])
  const off = methodsOnOffer([first, second].flatMap((m) => (m ? [{ ...m, active: false }] : [])))
  expect(off).toEqual([])
})
