import { z } from 'zod'

/** "a, b" is the list of a and b. */
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
)
const count = z.coerce.number().int()

const Environment = z.object({
  /** The address to listen on; every one of the machine's where it is left out. */
  HOST: z.string().optional(),
  PORT: count.min(0).max(65_535).default(3000),
  SHOP_ORIGIN: z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin),
  CORS_ORIGINS: list.default([]),
  /** The built storefront and admin, served by this process where no CDN does it. */
  WEB_ROOT: z.string().optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** How many checkouts this process makes at once; above that, clients that can wait are answered 202. */
  CHECKOUTS_AT_ONCE: count.min(1).max(10_000).default(40),
  RATE_LIMITS: z.enum(['on', 'off']).default('on'),

  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_POOL_SIZE: count.min(1).max(100).default(10),

  JWT_SIGNING_KEY: z.string().min(32, 'At least 32 characters.'),
  METRICS_TOKEN: z.string().min(16, 'At least 16 characters.'),
  /** What CloudFront sends so that the shop knows a request came through it. */
  ORIGIN_KEY: z.string().min(16).optional(),

  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_/, 'It starts with sk_test_ or sk_live_.'),
  /** Two, with a comma between them, while one replaces the other. */
  STRIPE_WEBHOOK_SECRET: list.refine(
    (secrets) => secrets.length > 0 && secrets.every((secret) => secret.startsWith('whsec_')),
    'It starts with whsec_.',
  ),
  STRIPE_API_URL: z.url().optional(),

  AWS_REGION: z.string().min(1),
  JOB_QUEUE_URL: z.url(),
  MEDIA_BUCKET: z.string().min(3),
  MAIL_FROM: z.string().min(3),
  AWS_ENDPOINT_URL_SQS: z.url().optional(),
  AWS_ENDPOINT_URL_S3: z.url().optional(),
  AWS_ENDPOINT_URL_SES: z.url().optional(),
})

export type Config = Readonly<ReturnType<typeof readConfig>>

/** Reads the whole environment once. A missing or malformed variable stops the process, by name. */
export function readConfig(env: Readonly<Record<string, string | undefined>>) {
  const parsed = Environment.safeParse(env)
  if (!parsed.success) throw new Error(`Bad configuration\n${z.prettifyError(parsed.error)}`)

  const { data } = parsed
  return {
    host: data.HOST,
    port: data.PORT,
    shopOrigin: data.SHOP_ORIGIN,
    allowedOrigins: [data.SHOP_ORIGIN, ...data.CORS_ORIGINS],
    webRoot: data.WEB_ROOT,
    logLevel: data.LOG_LEVEL,
    checkoutsAtOnce: data.CHECKOUTS_AT_ONCE,
    rateLimits: data.RATE_LIMITS === 'on',
    database: { url: data.DATABASE_URL, poolSize: data.DATABASE_POOL_SIZE },
    jwtSigningKey: data.JWT_SIGNING_KEY,
    metricsToken: data.METRICS_TOKEN,
    originKey: data.ORIGIN_KEY,
    stripe: {
      secretKey: data.STRIPE_SECRET_KEY,
      webhookSecrets: data.STRIPE_WEBHOOK_SECRET,
      apiUrl: data.STRIPE_API_URL,
    },
    aws: {
      region: data.AWS_REGION,
      jobQueueUrl: data.JOB_QUEUE_URL,
      mediaBucket: data.MEDIA_BUCKET,
      mailFrom: data.MAIL_FROM,
      sqsUrl: data.AWS_ENDPOINT_URL_SQS,
      s3Url: data.AWS_ENDPOINT_URL_S3,
      sesUrl: data.AWS_ENDPOINT_URL_SES,
    },
  }
}
