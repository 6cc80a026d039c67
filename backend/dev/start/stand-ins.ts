import { startInbox } from '#dev/inbox.ts'
import { startS3 } from '#dev/s3.ts'
import { startSqs } from '#dev/sqs.ts'
import type { Controls } from '#dev/stripe/controls.ts'
import { startStripe } from '#dev/stripe/index.ts'
import { systemClock } from '#platform/clock.ts'

import type { DataFolder } from './data-folder.ts'
import { BUCKET } from './environment.ts'
import { openLogFile } from './log-file.ts'
import type { MovableClock } from './movable-clock.ts'
import type { Secrets } from './secrets.ts'
import type { Settings } from './settings.ts'

export interface StandIns {
  readonly urls: Readonly<Record<'stripe' | 'inbox' | 's3' | 'sqs', string>>
  readonly queueUrl: string
  readonly stripe: Controls
  readonly close: () => Promise<void>
}

interface Surroundings {
  readonly clock: MovableClock
  readonly folder: DataFolder
  readonly secrets: Secrets
  readonly settings: Settings
}

/** Starts what stands in for Stripe, SES, S3 and SQS, all at once. */
export async function startStandIns(surroundings: Surroundings): Promise<StandIns> {
  const { clock, folder, secrets, settings } = surroundings
  const { ports } = settings
  const shopOrigin = `http://localhost:${ports.shop}`
  const log = openLogFile(folder.at('logs/stripe.log'))

  const [stripe, inbox, s3, sqs] = await Promise.all([
    startStripe({
      port: ports.stripe,
      dataDir: folder.at('stripe'),
      secretKey: secrets.stripeSecretKey,
      webhook: {
        url: `http://127.0.0.1:${ports.shop}/api/webhooks/stripe`,
        secret: secrets.stripeWebhookSecret,
      },
      clock,
      log: log.write,
    }),
    startInbox({ port: ports.inbox, dataDir: folder.at('inbox'), clock }),
    startS3({
      port: ports.s3,
      dataDir: folder.at('s3'),
      bucket: BUCKET,
      credentials: {
        accessKeyId: secrets.s3AccessKeyId,
        secretAccessKey: secrets.s3SecretAccessKey,
      },
      // The AWS SDK signs by the machine's clock, whatever the shop's says.
      clock: systemClock,
      allowedOrigins: [shopOrigin],
    }),
    startSqs({ port: ports.sqs, dataDir: folder.at('sqs') }),
  ])

  const all = [stripe, inbox, s3, sqs]
  const close = async () => {
    await Promise.all(all.map(async (standIn) => await standIn.close()))
    await log.close()
  }
  const urls = { stripe: stripe.url, inbox: inbox.url, s3: s3.url, sqs: sqs.url }
  return { urls, queueUrl: sqs.queueUrl, stripe: stripe.control, close }
}
