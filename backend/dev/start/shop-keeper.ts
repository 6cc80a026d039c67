import { StartFailure } from '#dev/failure.ts'

import type { LogFile } from './log-file.ts'
import type { Logins } from './messages.ts'
import type { MovableClock } from './movable-clock.ts'
import { type Screen, shownPath } from './screen.ts'
import { type ShopChild, startShop } from './shop-child.ts'

export interface ShopKeeper {
  readonly logins: Logins
  /** Settles when the shop's process ended without having been told to. */
  readonly died: Promise<void>
  /** Drains the running process and starts a new one, which must come up before the next call. */
  readonly restart: () => Promise<void>
  readonly stop: () => Promise<void>
}

interface KeeperOptions {
  readonly clock: MovableClock
  /** Asked anew at each start. */
  readonly environment: () => Readonly<Record<string, string>>
  readonly log: LogFile
  readonly screen: Screen
}

/** Starts the shop's process, keeps its clock right, and says so when it dies. */
export async function keepShop(options: KeeperOptions): Promise<ShopKeeper> {
  const { clock, environment, log, screen } = options
  const { promise: died, resolve: isDead } = Promise.withResolvers<void>()
  let current: ShopChild | undefined

  async function start(): Promise<ShopChild> {
    const shop = await startShop({ environment: environment(), log, onLine: screen.showLog })
    current = shop
    void announceEnd(shop)
    return shop
  }
  async function announceEnd(shop: ShopChild): Promise<void> {
    await shop.exited
    if (current !== shop) return
    screen.complain(lastWords(log))
    isDead()
  }
  async function stop(): Promise<void> {
    const leaving = current
    current = undefined
    await leaving?.drain()
  }

  clock.follow(async (offsetMs) => await current?.follow(offsetMs))
  const { logins } = await start()
  return {
    logins,
    died,
    stop,
    async restart() {
      await stop()
      try {
        await start()
      } catch (error) {
        if (!(error instanceof StartFailure)) throw error
        screen.complain(error.message)
      }
    },
  }
}

function lastWords(log: LogFile): string {
  return `The shop stopped by itself. The end of its log (${shownPath(log.path)}):\n${log.last(20).join('\n')}`
}
