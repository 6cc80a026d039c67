import type { Mailer } from '#platform/mailer.ts'

import { timeLimits } from './time-limits.ts'

interface SesOptions {
  readonly region: string
  /** As in `Harbour Lane Supply <shop@example.com>`. */
  readonly from: string
  readonly endpoint: string | undefined
}

/** Generous: a mail whose answer was not waited for is sent again, and comes twice. */
const PATIENCE_MS = 10_000

/** Mail through Amazon SES, loaded at the first mail. */
export function sesMailer({ region, from, endpoint }: SesOptions): Mailer {
  let opened: ReturnType<typeof open> | undefined
  async function open() {
    const sdk = await import('@aws-sdk/client-ses')
    const client = new sdk.SESClient({
      region,
      requestHandler: timeLimits(PATIENCE_MS),
      ...(endpoint !== undefined && { endpoint }),
    })
    return { sdk, client }
  }
  const load = async () => await (opened ??= open())

  return {
    async send({ to, subject, text, html, replyTo }) {
      const { sdk, client } = await load()
      const { MessageId = '' } = await client.send(
        new sdk.SendEmailCommand({
          Source: from,
          Destination: { ToAddresses: [to] },
          ...(replyTo !== undefined && { ReplyToAddresses: [replyTo] }),
          Message: {
            Subject: { Data: subject, Charset: 'UTF-8' },
            Body: {
              Text: { Data: text, Charset: 'UTF-8' },
              Html: { Data: html, Charset: 'UTF-8' },
            },
          },
        }),
      )
      return MessageId
    },
  }
}
