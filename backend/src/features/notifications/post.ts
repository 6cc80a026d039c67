import { setTimeout as pause } from 'node:timers/promises'

import type { ShopSettings } from '#features/settings/index.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database } from '#platform/db.ts'
import type { Log } from '#platform/log.ts'
import type { Mailer } from '#platform/mailer.ts'

import { typesetHtml } from './layout.ts'
import type { Letter } from './letter.ts'
import { typesetText } from './plain-text.ts'
import * as repository from './repository.ts'
import { oneLine } from './rules.ts'

export interface Posting {
  readonly key: string
  /** Null where it is about no order. */
  readonly orderId: string | null
  readonly to: string
  readonly letter: Letter
  readonly shop: ShopSettings
}

/** Longer than any worker lives, and shorter than the queue waits before it gives a message out again. */
const ABANDONED_AFTER_SECONDS = 60
/** Another worker is usually done within that time, and then there is nothing left to do. */
const LOOKS = 10
const LOOK_EVERY_MS = 200

/**
 * Posts a mail once, however often and by however many workers it is asked for. A row of its own says who has it in hand, so
 * no transaction is open while the carrier is spoken to. Only a worker that dies after the carrier took the mail and before
 * that was noted makes the next one send it again.
 */
export function createPost({
  db,
  clock,
  mailer,
  log,
}: {
  readonly db: Pick<Database, 'pool'>
  readonly clock: Clock
  readonly mailer: Mailer
  readonly log: Log
}) {
  async function send({ to, letter, shop }: Posting, claim: repository.Claim): Promise<string> {
    try {
      return await mailer.send({
        to,
        subject: claim.subject,
        text: typesetText(letter, shop),
        html: typesetHtml(letter, shop),
        replyTo: shop.email,
      })
    } catch (error) {
      await repository.release(db.pool, claim)
      throw error
    }
  }

  /** @throws when the carrier does not take it, or another worker is still at it: the queue brings it again. */
  return async function post(posting: Posting): Promise<void> {
    const { key } = posting
    for (let look = 1; look <= LOOKS; look += 1) {
      const claim = claimOf(posting, clock.now())
      if (await repository.claim(db.pool, claim)) {
        const messageId = await send(posting, claim)
        await repository.markSent(db.pool, key, { messageId, now: clock.now() })
        log.info({ key, messageId }, 'mail sent')
        return
      }
      if (await repository.isSent(db.pool, key)) return
      await pause(LOOK_EVERY_MS)
    }
    throw new Error(`Another worker has the mail ${key} in hand.`)
  }
}

function claimOf({ key, orderId, to, letter }: Posting, now: Date): repository.Claim {
  const abandonedBefore = new Date(now.getTime() - ABANDONED_AFTER_SECONDS * 1000)
  return { key, orderId, recipient: to, subject: oneLine(letter.subject), now, abandonedBefore }
}
