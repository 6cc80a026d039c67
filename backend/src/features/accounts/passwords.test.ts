import { getRounds } from 'bcryptjs'

import { createPasswords } from './passwords.ts'

const SECRET = 'correct horse battery'

test('a password: its hash matches it and no other, at the cost that was decided', async () => {
  const passwords = createPasswords()
  const kept = await passwords.hash(SECRET)

  expect(getRounds(kept)).toBe(10)
  await expect(passwords.matches(SECRET, kept)).resolves.toBe(true)
  await expect(passwords.matches('correct horse', kept)).resolves.toBe(false)
})

test('an account that is not there: never a match, and as much work as for a wrong password', async () => {
  const passwords = createPasswords()
  const kept = await passwords.hash(SECRET)
  const timed = async (hash: string | undefined) => {
    const started = performance.now()
    await expect(passwords.matches('wrong', hash)).resolves.toBe(false)
    return performance.now() - started
  }
  await timed(kept)

  expect(await timed(undefined)).toBeGreaterThan((await timed(kept)) / 3)
})

test('a crowd at the door: some are sent away at once, and those let in are answered', async () => {
  const passwords = createPasswords()

  const outcomes = await Promise.allSettled(
    Array.from({ length: 53 }, async () => await passwords.matches(SECRET, 'not a hash')),
  )

  const refused = outcomes.filter(({ status }) => status === 'rejected')
  expect(refused).toHaveLength(3)
  expect(refused[0]).toMatchObject({ reason: { code: 'sign-in-busy', kind: 'unavailable' } })
})
