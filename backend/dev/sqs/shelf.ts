import type { Message } from './message.ts'

interface Hidden {
  readonly message: Message
  readonly timer: NodeJS.Timeout
  /** Absent for a message that is only delayed. */
  readonly receipt?: string
}

export type Shelf = ReturnType<typeof createShelf>

/** The longest a Node timer can be set to. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** Messages that can be taken, in the order they came, and those that are hidden for a while. */
export function createShelf() {
  const visible = new Map<string, Message>()
  const hidden = new Map<string, Hidden>()
  const sleepers = new Set<() => void>()

  function drop(id: string): void {
    clearTimeout(hidden.get(id)?.timer)
    hidden.delete(id)
    visible.delete(id)
  }

  function show(message: Message): void {
    drop(message.id)
    visible.set(message.id, message)
    for (const wake of sleepers) wake()
  }

  function hide(message: Message, forMs: number, receipt?: string): void {
    drop(message.id)
    const timer = setTimeout(() => show(message), Math.min(forMs, LONGEST_TIMER_MS))
    timer.unref()
    hidden.set(message.id, { message, timer, ...(receipt !== undefined && { receipt }) })
  }

  return {
    drop,
    show,
    hide,
    ids: () => [...visible.keys(), ...hidden.keys()],
    findHidden: (id: string): Hidden | undefined => hidden.get(id),

    takeFirst(): Message | undefined {
      const [first] = visible.values()
      if (first) visible.delete(first.id)
      return first
    },

    counts() {
      const inFlight = [...hidden.values()].filter(({ receipt }) => receipt !== undefined).length
      return { visible: visible.size, inFlight, delayed: hidden.size - inFlight }
    },

    /** Returns when something can be taken, the time is over, or nobody waits any more. */
    async wait(seconds: number, givenUp: AbortSignal): Promise<void> {
      if (visible.size > 0 || givenUp.aborted) return
      const { promise, resolve: wake } = Promise.withResolvers<void>()
      const timer = setTimeout(wake, seconds * 1000)
      sleepers.add(wake)
      givenUp.addEventListener('abort', () => wake())
      await promise
      clearTimeout(timer)
      sleepers.delete(wake)
    },
  }
}
