import { faultsFrom, faultsIn, withFieldNames } from './faults.ts'

const draft = {
  email: 'ann@example.com',
  name: 'Ann',
  phone: '',
  method: 'post',
  line1: '1 Quay',
  line2: '',
  city: 'Whitby',
  region: '',
  postalCode: 'YO21 1AA',
  country: 'GB',
}

test('everything filled in: nothing to say', () => {
  expect(faultsIn(draft, true)).toEqual({})
})

test('empty fields: each is named; the address only when something is sent there', () => {
  const empty = { ...draft, email: ' ', name: '', line1: '', city: '', postalCode: '' }

  expect(Object.keys(faultsIn(empty, true))).toEqual([
    'email',
    'name',
    'line1',
    'city',
    'postalCode',
  ])
  expect(Object.keys(faultsIn(empty, false))).toEqual(['email', 'name'])
})

test('an e-mail address without a domain is not complete', () => {
  expect(faultsIn({ ...draft, email: 'ann@example' }, true).email).toMatch(/not complete/)
})

test("the shop's faults land at their fields; the first one of a field counts", () => {
  expect(
    faultsFrom([
      { pointer: '#/body/delivery/address/postalCode', detail: 'This cannot be empty.' },
      { pointer: '#/body/delivery/address/postalCode', detail: 'Second.' },
      { pointer: '#/headers/idempotency-key', detail: 'Missing.' },
    ]),
  ).toEqual({ postalCode: 'This cannot be empty.' })
})

test('away from its field, a fault says whose it is', () => {
  expect(withFieldNames({ line1: 'This can have at most 200 characters.' })).toEqual({
    line1: 'Street and number: this can have at most 200 characters.',
  })
})
