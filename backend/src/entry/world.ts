import { stripeGateway } from '#features/payments/index.ts'
import { s3MediaStore } from '#platform/aws/s3.ts'
import { sesMailer } from '#platform/aws/ses.ts'
import { sqsQueue } from '#platform/aws/sqs.ts'
import { type Clock, systemClock } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import { openDatabase } from '#platform/db.ts'
import { createLog } from '#platform/log.ts'
import { createMetrics } from '#platform/metrics.ts'
import type { WorkerQueue } from '#platform/queue.ts'
import type { World } from '#shop'

/** The real world, as the configuration describes it. Nothing is connected to before it is needed. */
export function openWorld(
  config: Config,
  clock: Clock = systemClock,
): World & { readonly queue: WorkerQueue } {
  const { aws } = config
  const db = openDatabase({
    ...config.database,
    onQuery: (seconds) => metrics.observeQuery(seconds),
  })
  const metrics = createMetrics({ db, clock })
  return {
    db,
    clock,
    log: createLog(config.logLevel),
    metrics,
    queue: sqsQueue({ region: aws.region, queueUrl: aws.jobQueueUrl, endpoint: aws.sqsUrl }),
    mailer: sesMailer({ region: aws.region, from: aws.mailFrom, endpoint: aws.sesUrl }),
    media: s3MediaStore({ region: aws.region, bucket: aws.mediaBucket, endpoint: aws.s3Url }),
    gateway: stripeGateway(config.stripe),
    shopOrigin: config.shopOrigin,
    signingKey: config.jwtSigningKey,
    rateLimits: config.rateLimits,
  }
}
