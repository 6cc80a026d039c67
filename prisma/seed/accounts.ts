import { type Accounts, createAccounts } from '#features/accounts/index.ts'
import type { Clock } from '#platform/clock.ts'
import type { Role } from '#platform/contract.ts'
import type { Database } from '#platform/db.ts'
import type { Log } from '#platform/log.ts'

import { daysBefore } from './days.ts'

type NewAccount = Parameters<Accounts['createAccount']>[0]

/** Bodies that `POST /api/auth/login` takes. They are printed in the terminal and in the docs: for demos only. */
export const DEMO_LOGINS = {
  owner: { email: 'owner@harbourlane.example', password: 'demo-owner-4471' },
  manager: { email: 'manager@harbourlane.example', password: 'demo-manager-4471' },
  editor: { email: 'editor@harbourlane.example', password: 'demo-editor-4471' },
  packer: { email: 'packer@harbourlane.example', password: 'demo-packer-4471' },
  viewer: { email: 'viewer@harbourlane.example', password: 'demo-viewer-4471' },
  customer: { email: 'nell.ashdown@example.com', password: 'demo-customer-4471' },
} as const

const OWNER: NewAccount = { ...DEMO_LOGINS.owner, name: 'Maren Tolley', role: 'owner' }

const STAFF: readonly NewAccount[] = [
  OWNER,
  { ...DEMO_LOGINS.manager, name: 'Idris Penhale', role: 'manager' },
  { ...DEMO_LOGINS.editor, name: 'Ruth Adeyemi', role: 'editor' },
  { ...DEMO_LOGINS.packer, name: 'Joss Kettleby', role: 'packer' },
  { ...DEMO_LOGINS.viewer, name: 'Wyn Carrick', role: 'viewer' },
]

const { password } = DEMO_LOGINS.customer
const CUSTOMERS: readonly NewAccount[] = [
  { ...DEMO_LOGINS.customer, name: 'Nell Ashdown', role: 'customer' },
  { email: 'tobias.reeve@example.com', password, name: 'Tobias Reeve', role: 'customer' },
  { email: 'sunita.marlowe@example.com', password, name: 'Sunita Marlowe', role: 'customer' },
]

const STAFF_SINCE_DAYS = 400
const CUSTOMERS_SINCE_DAYS = 120

interface World {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
}

/** Someone with an account, and so with a history. */
export interface Known {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
}

/** The staff, then the customers. Those that are there already are left alone. */
export async function seedAccounts(world: World): Promise<readonly Known[]> {
  return [
    ...(await createMissing(world, STAFF, STAFF_SINCE_DAYS)),
    ...(await createMissing(world, CUSTOMERS, CUSTOMERS_SINCE_DAYS)),
  ]
}

export async function seedOwner(world: World): Promise<void> {
  await createMissing(world, [OWNER], 0)
}

async function createMissing(
  { db, clock, log }: World,
  wanted: readonly NewAccount[],
  days: number,
): Promise<readonly Known[]> {
  // Signs nobody in, so what it would sign with does not matter.
  const signingKey = 'only accounts are made here, no tokens'
  const then = daysBefore(clock.now(), days)
  const accounts = createAccounts({ db, log, signingKey, clock: { now: () => then } })
  const all: Known[] = []
  for (const account of wanted) {
    const { email } = account
    const known = await db.pool.account.findUnique({ where: { email } })
    all.push(known ?? (await accounts.createAccount(account)))
  }
  return all
}
