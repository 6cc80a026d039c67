import { breachInWords, LAW_NAMES, LAWS, missingMigrations } from './rules.ts'

test('migrations: what this version brings and the database lacks', () => {
  expect(missingMigrations(['a', 'b', 'c'], ['b', 'z'])).toEqual(['a', 'c'])
})

describe('a breach in words', () => {
  test('figures stand where their column is named, money as people write it', () => {
    const figures = {
      number: 1042,
      attempt: 1,
      currency: 'gbp',
      refunded_minor: 1250,
      refunds_minor: 0,
    }

    expect(breachInWords('refund_ledger', figures)).toBe(
      'Order 1042: payment 1 of it gives back £12.50, but its refunds come to £0.00.',
    )
  })

  test('a status is written without its underscore, a stock code as it is', () => {
    const figures = { number: 7, status: 'awaiting_payment', sku: 'TEA_250', held: 0, wanted: 2 }

    expect(breachInWords('held_units', figures)).toContain(
      'is awaiting payment and holds 0 of TEA_250;',
    )
  })

  test.each(LAW_NAMES)('%s: says what it is in one sentence', (law) => {
    expect(LAWS[law].says).toMatch(/^[A-Z].*\.$/)
  })
})
