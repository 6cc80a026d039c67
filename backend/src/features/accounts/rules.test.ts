import { assertFitPassword, isTheft, sessionExpiry } from './rules.ts'

const NOW = new Date('2026-03-01T09:00:00Z')
const secondsAgo = (seconds: number) => new Date(NOW.getTime() - seconds * 1000)

test('a refresh token used again in the same moment: two tabs did it; later: somebody has a copy', () => {
  expect(isTheft(secondsAgo(0), NOW)).toBe(false)
  expect(isTheft(secondsAgo(10), NOW)).toBe(false)
  expect(isTheft(secondsAgo(11), NOW)).toBe(true)
})

test('a session nobody comes back to: it ends after thirty days', () => {
  expect(sessionExpiry(NOW)).toEqual(new Date('2026-03-31T09:00:00Z'))
})

test.each([
  ['seven characters', 'a'.repeat(7), 'A password needs at least 8 characters.'],
  ['73 bytes', 'a'.repeat(73), 'A password can have at most 72 bytes.'],
  ['37 letters of two bytes each', 'é'.repeat(37), 'A password can have at most 72 bytes.'],
])('a password of %s: refused', (_size, password, detail) => {
  expect(() => assertFitPassword(password)).toThrow(detail)
})

test('a password of eight characters, or of 72 bytes: fit', () => {
  expect(() => assertFitPassword('a'.repeat(8))).not.toThrow()
  expect(() => assertFitPassword('é'.repeat(36))).not.toThrow()
})
