import { Client } from 'pg'
import { z } from 'zod'

import type { Accounts } from '#features/accounts/index.ts'
import type { Background } from '#features/operations/index.ts'
import { Email, line } from '#platform/contract.ts'
import { migrate } from '#platform/migrate.ts'

export type OperationsByName = Readonly<Record<string, (input: unknown) => Promise<unknown>>>

interface Surroundings {
  readonly databaseUrl: string
  readonly migrationsFolder: string
  readonly accounts: Accounts
  readonly background: Background
}

const A_MAINTAINER = { accountId: null, name: 'A maintainer' }

const Owner = z.strictObject({
  operation: z.string(),
  email: Email,
  name: line(200),
  password: z.string(),
})

/** What a maintainer may ask for: by invoking the Lambda directly, or of the bundled server's `operate.mjs`. */
export function maintenance(surroundings: Surroundings): OperationsByName {
  const { databaseUrl, migrationsFolder, accounts, background } = surroundings
  return {
    /** Brings the database to this version, on a connection that waits as long as a migration takes. */
    async migrate() {
      const client = new Client({ connectionString: databaseUrl })
      await client.connect()
      try {
        return { applied: await migrate(client, migrationsFolder) }
      } finally {
        await client.end()
      }
    },

    /** The first account, which then makes the others. */
    async 'create-owner'(input) {
      const { email, name, password } = Owner.parse(input)
      return await accounts.createAccount({ email, name, password, role: 'owner' })
    },

    /** The jobs that failed too often, the newest of them. */
    'list-dead-letters': async () => await background.listDeadLetters({ limit: 100 }),

    /** Sends all of them again; those that cannot be are left. */
    'resend-dead-letters': async () => await background.retryAll(A_MAINTAINER),
  }
}
