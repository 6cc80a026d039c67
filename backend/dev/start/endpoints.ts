import { rename, rm, writeFile } from 'node:fs/promises'

import type { Logins } from './messages.ts'

export interface Endpoints {
  readonly shop: string
  readonly admin: string
  readonly apiDocs: string
  readonly inbox: string
  readonly stripe: string
  readonly s3: string
  readonly sqs: string
  readonly metrics: string
  readonly metricsToken: string
  readonly databaseUrl: string
  readonly logins: Logins
}

/** Tells scripts where everything is. The file is there exactly while the shop answers. */
export async function writeEndpoints(file: string, endpoints: Endpoints): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(endpoints, null, 2)}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
}

export async function removeEndpoints(file: string): Promise<void> {
  await rm(file, { force: true })
}

type Row = readonly [name: string, url: string, note?: string | undefined]

/** The table that greets whoever started the shop. */
export function table(endpoints: Endpoints, { color }: { color: boolean }): string {
  const { shop, admin, inbox, stripe, apiDocs, metrics, metricsToken, databaseUrl } = endpoints
  const { owner } = endpoints.logins
  const rows: readonly Row[] = [
    ['Shop', shop],
    ['Admin', admin, owner && `sign in as ${owner.email}, password ${owner.password}`],
    ['Inbox', inbox, 'every mail the shop sends'],
    ['Stripe', stripe, 'payments, events, faults'],
    ['API docs', apiDocs],
    ['Metrics', metrics, `bearer ${metricsToken}`],
    ['Database', databaseUrl],
  ]
  const paint = (code: number, text: string) => (color ? `\u001B[${code}m${text}\u001B[0m` : text)
  const width = Math.max(
    ...rows.flatMap(([, url, note]) => (note === undefined ? [] : [url.length])),
  )
  return rows
    .map(([name, url, note]) => {
      const shown = note === undefined ? url : `${url.padEnd(width)}   ${paint(2, note)}`
      return `  ${paint(1, name.padEnd(10))} ${shown}`
    })
    .join('\n')
}
