type Close = () => Promise<void> | void

export interface Closing {
  /** To be closed when all ends, before what was opened earlier. */
  readonly later: (close: Close) => void
  /** Waits for something that opens, and closes it when all ends, even if the wait was given up. */
  readonly opened: <T>(opening: Promise<T>, close: (it: T) => Promise<void> | void) => Promise<T>
  readonly closeAll: () => Promise<void>
}

/** Remembers what was opened, and closes it in the reverse order. */
export function createClosing(): Closing {
  const closes: Close[] = []
  return {
    later: (close) => void closes.push(close),
    async opened(opening, close) {
      closes.push(async () => {
        const [outcome] = await Promise.allSettled([opening])
        if (outcome.status === 'fulfilled') await close(outcome.value)
      })
      return await opening
    },
    async closeAll() {
      for (const close of closes.toReversed()) await close()
    },
  }
}
