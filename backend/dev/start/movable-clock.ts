import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'

import { z } from 'zod'

import type { Clock } from '#platform/clock.ts'

const Kept = z.object({ offsetMs: z.int().nonnegative() })

/** A clock that runs ahead of the machine's by as much as it was moved. */
export interface MovableClock extends Clock {
  readonly offsetMs: () => number
  /** Moves it forward, and returns when everybody who follows it has followed. */
  readonly advance: (seconds: number) => Promise<void>
  readonly follow: (follower: (offsetMs: number) => Promise<void>) => void
}

/** Opens the clock where the last run left it. A file that cannot be read is taken for no offset. */
export async function openMovableClock(file: string): Promise<MovableClock> {
  let offsetMs = await readOffset(file)
  const followers: ((offsetMs: number) => Promise<void>)[] = []

  return {
    now: () => new Date(Date.now() + offsetMs),
    offsetMs: () => offsetMs,
    follow: (follower) => void followers.push(follower),
    async advance(seconds) {
      offsetMs += Math.round(seconds * 1000)
      await writeFile(`${file}.new`, JSON.stringify({ offsetMs }))
      await rename(`${file}.new`, file)
      await Promise.all(followers.map(async (follower) => await follower(offsetMs)))
    },
  }
}

async function readOffset(file: string): Promise<number> {
  if (!existsSync(file)) return 0
  try {
    return Kept.parse(JSON.parse(await readFile(file, 'utf8'))).offsetMs
  } catch {
    return 0
  }
}
