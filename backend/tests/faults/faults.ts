import { setTimeout as pause } from 'node:timers/promises'

import { connect } from '#tests/support/template-database.ts'

import type { Proxy } from './proxy.ts'
import type { Site } from './site.ts'

/** Something that goes wrong outside the shop: it begins, the customers ask, it ends. */
export interface Fault {
  readonly name: string
  begin(site: Site): Promise<void>
  end(site: Site): Promise<void>
}

const forGood = { times: null }

export const FAULTS: readonly Fault[] = [
  {
    name: 'PostgreSQL down (stopped at once, under load)',
    begin: async ({ database }) => await database.crash(),
    end: async ({ database }) => await database.start(),
  },
  {
    name: 'all database connections terminated',
    begin: terminateAll,
    end: async () => undefined,
  },
  proxied('database black hole', ({ proxies }) => proxies.postgres, 'silence'),
  {
    name: 'stock rows locked by somebody',
    begin: async (site) => await locks.hold(site),
    end: async () => await locks.letGo(),
  },
  {
    name: 'server stopped (SIGSTOP), then continued',
    begin: async ({ shop }) => void process.kill(shop.pid(), 'SIGSTOP'),
    end: async ({ shop }) => void process.kill(shop.pid(), 'SIGCONT'),
  },
  stripe('Stripe answers 500', { status: 500, ...forGood }),
  stripe('Stripe answers 429', { status: 429, ...forGood }),
  stripe('Stripe takes 30 s, and does nothing', { status: 500, delayMs: 30_000, ...forGood }),
  stripe('Stripe does the work and answers after 30 s', {
    after: true,
    delayMs: 30_000,
    ...forGood,
  }),
  stripe('Stripe answers nonsense', { malformed: true, ...forGood }),
  proxied('Stripe resets connections', ({ proxies }) => proxies.stripe, 'reset'),
  delivery('webhooks 5 times and shuffled', { duplicates: 5, shuffle: true }),
  delivery('60 % of webhooks dropped', { dropRate: 0.6 }),
  proxied('SQS down', ({ proxies }) => proxies.sqs, 'reset'),
  {
    name: 'SES throttles',
    begin: async (site) => await ses(site, 1000),
    end: async (site) => await ses(site, 0),
  },
  proxied('SES down', ({ proxies }) => proxies.ses, 'reset'),
  proxied('S3 down', ({ proxies }) => proxies.s3, 'reset'),
]

function proxied(name: string, of: (site: Site) => Proxy, manner: Proxy['manner']): Fault {
  const set = (site: Site, to: Proxy['manner']) => void (of(site).manner = to)
  return {
    name,
    begin: async (site) => set(site, manner),
    end: async (site) => set(site, 'forward'),
  }
}

function stripe(name: string, fault: object): Fault {
  return {
    name,
    begin: async (site) => void site.stripe.control.fault({ match: '* /v1/', ...fault }),
    end: async (site) => void site.stripe.control.clearFaults(),
  }
}

function delivery(name: string, manner: object): Fault {
  return {
    name,
    begin: async (site) => void site.stripe.control.delivery(manner),
    end: async (site) =>
      void site.stripe.control.delivery({ duplicates: 1, shuffle: false, dropRate: 0 }),
  }
}

async function terminateAll({ database }: Site): Promise<void> {
  await using client = await connect(database.url())
  for (let times = 0; times < 5; times += 1) {
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    await pause(100)
  }
}

async function ses({ inbox }: Site, times: number): Promise<void> {
  await fetch(`${inbox}/_control/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ times }),
  })
}

const locks = lockKeeper()

/** Holds every stock level, so that whoever reserves waits in vain. */
function lockKeeper() {
  let client: Awaited<ReturnType<typeof connect>> | undefined
  return {
    async hold({ database }: Site): Promise<void> {
      client = await connect(database.url())
      await client.query('begin')
      await client.query('select from stock_level for update')
    },
    async letGo(): Promise<void> {
      await client?.end()
    },
  }
}
