import { Pool } from 'pg'

import { createRateLimits } from './rate-limit.ts'

/** A database that is away: nothing listens on that port. */
const connections = new Pool({ connectionString: 'postgresql://127.0.0.1:1/shop' })
afterAll(async () => await connections.end())

const TWICE = { points: 2, seconds: 60 }

test('the database is away: each process counts for itself, and the limit holds', async () => {
  const limits = createRateLimits({ db: { connections }, enabled: true })
  const attempt = async (key: string) => await limits.limit('lookup', key, TWICE)

  await attempt('a')
  await attempt('a')
  await expect(attempt('a')).rejects.toMatchObject({
    code: 'too-many-requests',
    kind: 'too-many',
    members: { retryAfterSeconds: expect.any(Number) },
  })
  await expect(attempt('b')).resolves.toBeUndefined()
  await limits.forget('lookup', 'a', TWICE)
  await expect(attempt('a')).resolves.toBeUndefined()
})

test('limits are off: nothing is counted', async () => {
  const limits = createRateLimits({ db: { connections }, enabled: false })

  for (let i = 0; i < 5; i += 1) await limits.limit('lookup', 'a', TWICE)
  await expect(limits.forgetExpired()).resolves.toBe(0)
})
