import type { DiscountView } from '#web/api/admin-discounts.ts'

import { draftOf, faultsFrom, NEW_DRAFT, readDraft } from './draft.ts'

const gbp = (minor: number) => ({ minor, currency: 'gbp' })

const DISCOUNT: DiscountView = {
  id: '1',
  name: 'Autumn',
  kind: 'percentage',
  code: 'AUTUMN',
  percentBasisPoints: 1250,
  amount: null,
  gift: null,
  minimumSpend: gbp(2000),
  startsAt: '2026-11-20T09:00:00.000Z',
  endsAt: null,
  limitTotal: 10,
  limitPerCustomer: 1,
  combines: true,
  active: false,
  uses: 3,
  createdAt: '2026-11-20T09:00:00.000Z',
  updatedAt: '2026-11-20T09:00:00.000Z',
}

test('a discount that is opened and saved again: it is as it was', () => {
  const { body, faults } = readDraft(draftOf(DISCOUNT), 'gbp')

  expect(faults).toEqual({})
  expect(body).toEqual({
    name: 'Autumn',
    kind: 'percentage',
    code: 'AUTUMN',
    percentBasisPoints: 1250,
    amountMinor: null,
    giftSku: null,
    minimumSpendMinor: 2000,
    startsAt: '2026-11-20T09:00:00.000Z',
    endsAt: null,
    limitTotal: 10,
    limitPerCustomer: 1,
    combines: true,
    active: false,
  })
})

test('nothing is filled in: each field that is needed says so', () => {
  expect(Object.keys(readDraft(NEW_DRAFT, 'gbp').faults)).toEqual(['name', 'code', 'percent'])
})

test.each(['0', '101', 'ten', '1.234'])('%s per cent: a fault', (percent) => {
  const draft = { ...NEW_DRAFT, name: 'A', code: 'A1', percent }
  expect(Object.keys(readDraft(draft, 'gbp').faults)).toEqual(['percent'])
})

test('another kind is chosen: what was typed for the first is not sent', () => {
  const draft = { ...NEW_DRAFT, name: 'A', code: 'A1', percent: '10', amount: '5' }
  const { body } = readDraft({ ...draft, kind: 'fixed_amount' as const }, 'gbp')

  expect([body.percentBasisPoints, body.amountMinor]).toEqual([null, 500])
})

test('what the shop says is wrong stands at its field', () => {
  const detail = 'It has to end after it starts.'
  expect(faultsFrom([{ pointer: '#/body/endsAt', detail }])).toEqual({ endsAt: detail })
  expect(faultsFrom([{ pointer: '#/body/amountMinor', detail }])).toEqual({ amount: detail })
})
