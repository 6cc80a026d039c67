/** Something to be carried at its time; `dueAt` is in milliseconds on the shared clock. */
export interface Parcel {
  readonly dueAt: number
}

/** Carries parcels when they are due, a few at once. */
export interface Courier<T extends Parcel> {
  take(parcel: T): void
  /** Looks at the clock again, after it was moved. */
  reschedule(): void
  /** Drops everything that is not yet under way. */
  clear(): void
}

const AT_ONCE = 32

/** `carry` must not throw. */
export function createCourier<T extends Parcel>(
  carry: (parcel: T) => Promise<void>,
  nowMs: () => number,
): Courier<T> {
  const timers = new Map<T, NodeJS.Timeout>()
  const queue: T[] = []
  let underWay = 0

  function take(parcel: T): void {
    clearTimeout(timers.get(parcel))
    timers.delete(parcel)
    const wait = parcel.dueAt - nowMs()
    if (wait > 0) timers.set(parcel, setTimeout(() => ready(parcel), wait).unref())
    else ready(parcel)
  }

  function ready(parcel: T): void {
    timers.delete(parcel)
    queue.push(parcel)
    pump()
  }

  function pump(): void {
    while (underWay < AT_ONCE) {
      const parcel = queue.shift()
      if (!parcel) return
      underWay += 1
      void carry(parcel).finally(() => {
        underWay -= 1
        pump()
      })
    }
  }

  return {
    take,
    reschedule: () => [...timers.keys()].forEach(take),
    clear: () => {
      for (const timer of timers.values()) clearTimeout(timer)
      timers.clear()
      queue.length = 0
    },
  }
}
