import type { Clock } from '#platform/clock.ts'

export interface TestClock extends Clock {
  readonly advance: (seconds: number) => Promise<void>
}

/** Runs like the real one, from `start` on, and can be moved ahead. */
export function createTestClock(start = new Date()): TestClock {
  let offsetMs = start.getTime() - Date.now()
  return {
    now: () => new Date(Date.now() + offsetMs),
    advance: async (seconds) => {
      offsetMs += seconds * 1000
    },
  }
}
