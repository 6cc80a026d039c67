import { setTimeout as pause } from 'node:timers/promises'

import { ask } from './asking.ts'
import type { Fault } from './fault.ts'
import { FORWARD } from './proxy.ts'
import { type Channel, type Site, VISIBILITY_SECONDS } from './site.ts'

const LASTS_MS = 6_000
const QUEUE_DOWN_MS = 10_000
const EACH_WAY_MS = 4_000
const STOPPED_MS = VISIBILITY_SECONDS * 1000

const down = (dependency: string, channel: Channel, lastsMs: number): Fault => ({
  dependency,
  name: `away for ${lastsMs / 1000} s`,
  async strike({ proxies }) {
    proxies[channel].setMode({ kind: 'reset' })
    await pause(lastsMs)
    proxies[channel].setMode(FORWARD)
  },
})

export const AWS_FAULTS: readonly Fault[] = [
  {
    dependency: 'SES',
    name: 'throttles every mail for 6 s',
    async strike(site) {
      await refuseMails(site, 1_000_000)
      await pause(LASTS_MS)
      await refuseMails(site, 0)
    },
  },
  down('SES', 'ses', LASTS_MS),
  down('SQS', 'sqs', QUEUE_DOWN_MS),
  {
    dependency: 'SQS',
    name: `jobs outlive their visibility: SES takes 8 s, and the server stands still for ${VISIBILITY_SECONDS} s`,
    silentMs: STOPPED_MS,
    async strike({ proxies, server }) {
      proxies.ses.setMode({ kind: 'delay', milliseconds: EACH_WAY_MS })
      await pause(LASTS_MS)
      server.signal('SIGSTOP')
      await pause(STOPPED_MS)
      server.signal('SIGCONT')
      await pause(EACH_WAY_MS)
      proxies.ses.setMode(FORWARD)
    },
  },
  {
    dependency: 'S3',
    name: 'away for 6 s',
    async strike(site) {
      site.proxies.s3.setMode({ kind: 'reset' })
      const { status, problem, milliseconds } = await ask(
        `${site.server.url}/media/products/none/320.webp`,
      )
      await pause(LASTS_MS)
      site.proxies.s3.setMode(FORWARD)
      return `a picture: ${status} ${problem ?? ''} in ${Math.round(milliseconds)} ms`
    },
  },
]

async function refuseMails(site: Site, times: number): Promise<void> {
  await ask(`${site.urls.inbox}/_control/faults`, { method: 'POST', body: { times } })
}
