import { arrival, assertPayable, deliveryFaults, TRAVEL_DAYS } from './rules.ts'

const day = (date: Date) => date.toISOString().slice(0, 10)

test.each([
  ['Monday', '2026-11-16T09:00:00Z', '2026-11-19', '2026-11-23'],
  ['Friday', '2026-11-20T09:00:00Z', '2026-11-25', '2026-11-27'],
  ['Saturday', '2026-11-21T09:00:00Z', '2026-11-25', '2026-11-27'],
])('ordered on a %s: three to five working days later', (_name, now, from, to) => {
  const arrives = arrival(new Date(now), 'Europe/London', {
    daysFrom: 3,
    daysTo: 5,
    weekdays: TRAVEL_DAYS,
  })

  expect([day(arrives.from), day(arrives.to)]).toEqual([from, to])
})

test("just before midnight in London while it is tomorrow elsewhere: the day is the shop's own", () => {
  const arrives = arrival(new Date('2026-07-01T22:30:00Z'), 'Europe/London', {
    daysFrom: 1,
    daysTo: 1,
    weekdays: TRAVEL_DAYS,
  })

  expect(day(arrives.from)).toBe('2026-07-02')
})

test('a shop that opens from Tuesday to Saturday: an order of Friday is there on Saturday and Tuesday', () => {
  const collection = { daysFrom: 1, daysTo: 2, weekdays: [2, 3, 4, 5, 6] }
  const arrives = arrival(new Date('2026-11-20T09:00:00Z'), 'Europe/London', collection)

  expect([day(arrives.from), day(arrives.to)]).toEqual(['2026-11-21', '2026-11-24'])
})

test('a sum that no card can pay is refused, nothing at all is not', () => {
  const pay = (totalMinor: number) => () =>
    assertPayable({ subtotalMinor: totalMinor, totalMinor }, 'gbp')
  expect(pay(0)).not.toThrow()
  expect(pay(30)).not.toThrow()
  expect(pay(29)).toThrow(expect.objectContaining({ code: 'below-minimum' }))
  expect(pay(99_999_999)).not.toThrow()
  expect(pay(100_000_000)).toThrow(expect.objectContaining({ code: 'above-maximum' }))
})

const post = { id: 'standard', kind: 'delivery', countries: [] } as const

test.each([
  ['no such method', undefined, { country: 'GB' }, '#/body/delivery/method'],
  ['a parcel without an address', post, null, '#/body/delivery/address'],
  ['a country the shop does not serve', post, { country: 'FR' }, '#/body/delivery/address/country'],
  [
    'a country this method does not serve',
    { ...post, countries: ['IE'] },
    { country: 'GB' },
    '#/body/delivery/address/country',
  ],
] as const)('%s: the fault is at its field', (_name, method, address, pointer) => {
  expect(deliveryFaults(method, address, ['GB'])).toEqual([{ pointer, detail: expect.any(String) }])
})

test('collection needs no address', () => {
  expect(deliveryFaults({ id: 'c', kind: 'collection', countries: [] }, null, ['GB'])).toEqual([])
})
