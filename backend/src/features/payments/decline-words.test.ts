import { declineInWords } from './decline-words.ts'

test.each(['lost_on_the_moon', '', '__proto__', 'constructor'])(
  'a code nobody has heard of, "%s": words all the same',
  (code) => {
    expect(declineInWords(code)).toContain('Nothing was taken')
  },
)

test('what the bank keeps to itself is not told either', () => {
  const [usual, ...silent] = ['generic_decline', 'fraudulent', 'lost_card', 'stolen_card'].map(
    declineInWords,
  )
  expect(silent).toEqual([usual, usual, usual])
})

test.each([
  ['insufficient_funds', 'not enough money'],
  ['expired_card', 'has expired'],
  ['invalid_expiry_year', 'expiry date'],
  ['incorrect_cvc', 'security code'],
  ['try_again_later', 'Try again in a moment'],
  ['withdrawal_count_limit_exceeded', 'reached its limit'],
])('%s: what to do about it', (code, words) => {
  expect(declineInWords(code)).toContain(words)
  expect(declineInWords(code)).not.toContain('_')
})
