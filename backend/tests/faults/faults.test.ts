import { drained, takeCensus } from './census.ts'
import { createCustomers } from './customer.ts'
import { killAtEveryStep } from './kills.ts'
import { POSTGRES_FAULTS } from './postgres-faults.ts'
import { openSite, type Site } from './site.ts'
import { tryFault } from './trial.ts'

const PATIENCE_MS = 110_000
const VISIBILITY_SECONDS = 3
const NOTHING = { lost: [], doubled: [], halfWritten: [] }

let site: Site
beforeAll(async () => {
  site = await openSite(VISIBILITY_SECONDS)
})
afterAll(async () => await site.close())

test('the server killed amid purchases: each is one placed order, and the books balance', async () => {
  const customers = createCustomers(site, 'reloads')

  const { kills } = await killAtEveryStep(site, customers, {
    seed: 7,
    patienceMs: PATIENCE_MS,
    only: [
      { phase: 'checkout', step: 6 },
      { phase: 'checkout', step: 13 },
      { phase: 'settlement', step: 1 },
      { phase: 'settlement', step: 8 },
    ],
  })
  await Promise.all(customers.all.map(async (one) => await customers.finish(one, PATIENCE_MS)))
  await drained(site, PATIENCE_MS)

  expect(kills).toHaveLength(4)
  expect(await takeCensus(site, customers.all)).toMatchObject(NOTHING)
})

test('PostgreSQL restarted as after a power cut, amid purchases: told to try again, nothing lost', async () => {
  const restart = POSTGRES_FAULTS.find(({ name }) => name.startsWith('restarted'))
  if (!restart) throw new Error('There is no such fault.')

  const trial = await tryFault(site, createCustomers(site), restart)

  expect(trial).toMatchObject({ defects: [], census: NOTHING })
  expect(trial.recoveredMs).not.toBeNull()
  expect(trial.settledMs).not.toBeNull()
})
