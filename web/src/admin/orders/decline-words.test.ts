import { standingDecline } from './decline-words.ts'

const attempt = (status: string, declineCode: string | null) => ({ status, declineCode })

test('declined: it is said why, in words', () => {
  expect(standingDecline(attempt('failed', 'insufficient_funds'))).toBe(
    'There was not enough money on the card.',
  )
  expect(standingDecline(attempt('open', 'generic_decline'))).toMatch('gave no reason')
  expect(standingDecline(attempt('expired', 'issuer_not_available'))).toMatch(
    'declined the payment (issuer not available)',
  )
})

test('paid in the end, or with the bank: no earlier decline stands', () => {
  expect(standingDecline(attempt('paid', 'generic_decline'))).toBeNull()
  expect(standingDecline(attempt('processing', 'generic_decline'))).toBeNull()
  expect(standingDecline(attempt('failed', null))).toBeNull()
})
