import { resolve } from 'node:path'

import { LOOPBACK } from '#dev/ports.ts'

import type { Secrets } from './secrets.ts'
import type { Settings } from './settings.ts'

export const BUCKET = 'shop-media'

interface Surroundings {
  readonly databaseUrl: string
  readonly inherited: Readonly<Record<string, string | undefined>>
  readonly offsetMs: number
  readonly queueUrl: string
  readonly secrets: Secrets
  readonly settings: Settings
  readonly urls: Readonly<Record<'stripe' | 'inbox' | 's3' | 'sqs', string>>
}

/** Little is handed down from the terminal: never somebody's real AWS account or Stripe key. */
const INHERITED = [
  'PATH',
  'HOME',
  'TMPDIR',
  'TZ',
  'NODE_OPTIONS',
  'NODE_COMPILE_CACHE',
  'DATABASE_POOL_SIZE',
]

/** The environment that the shop's own configuration wants, filled in with the stand-ins. */
export function shopEnvironment(surroundings: Surroundings): Record<string, string> {
  const { databaseUrl, inherited, offsetMs, queueUrl, secrets, settings, urls } = surroundings
  const handedDown = INHERITED.flatMap((name) => {
    const value = inherited[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    ...Object.fromEntries(handedDown),
    NODE_ENV: 'production',
    HOST: LOOPBACK,
    PORT: String(settings.ports.shop),
    SHOP_ORIGIN: `http://localhost:${settings.ports.shop}`,
    WEB_ROOT: resolve('web/dist'),
    LOG_LEVEL: settings.logLevel,
    RATE_LIMITS: settings.rateLimits,
    CLOCK_OFFSET_MS: String(offsetMs),
    DATABASE_URL: databaseUrl,
    JWT_SIGNING_KEY: secrets.jwtSigningKey,
    METRICS_TOKEN: secrets.metricsToken,
    STRIPE_API_URL: urls.stripe,
    STRIPE_SECRET_KEY: secrets.stripeSecretKey,
    STRIPE_WEBHOOK_SECRET: secrets.stripeWebhookSecret,
    AWS_REGION: 'eu-west-2',
    AWS_ACCESS_KEY_ID: secrets.s3AccessKeyId,
    AWS_SECRET_ACCESS_KEY: secrets.s3SecretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL_S3: urls.s3,
    AWS_ENDPOINT_URL_SES: urls.inbox,
    AWS_ENDPOINT_URL_SQS: urls.sqs,
    JOB_QUEUE_URL: queueUrl,
    MAIL_FROM: 'Harbour Lane Supply <shop@harbourlane.example>',
    MEDIA_BUCKET: BUCKET,
  }
}
