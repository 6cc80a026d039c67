import { createDelivery, type Delivery } from './delivery.ts'
import { createDue, type Due } from './due.ts'
import { type Cause, createEvent, type EventType, type Happening, NO_CAUSE } from './events.ts'
import { openStore, type Store } from './store.ts'
import { isSubscribed } from './subscriptions.ts'

/** The clock that the stand-in and the shop share. */
export interface SharedClock {
  now(): Date
  /** Moves the shop's clock forward by so many seconds. */
  advance(seconds: number): Promise<void>
}

export interface WorldOptions {
  readonly dataDir?: string
  readonly clock: SharedClock
  readonly accountId: string
  readonly log: (line: string) => void
  /** The signing secret of an endpoint. */
  readonly secretOf: (endpointId: string) => string | undefined
}

/** What every operation works on: the objects, the time, the events. */
export interface World {
  readonly store: Store
  readonly delivery: Delivery
  readonly due: Due
  readonly accountId: string
  /** The stand-in's own address; known once it listens. */
  url: string
  /** Unix seconds on the shared clock. */
  now(): number
  /**
   * Runs one operation. It is synchronous, so nothing comes between its steps; what it changed is
   * committed when this returns, and its events are on their way.
   */
  work<T>(cause: Cause, operation: () => T): T
  emit<T extends EventType>(happening: Happening<T>): void
  /** Moves both clocks, then does what fell due meanwhile. */
  advance(seconds: number): Promise<void>
  close(): void
}

/** Events kept for the API and the panel; older ones are forgotten once they are delivered. */
const EVENTS_KEPT = 20_000

export async function createWorld(options: WorldOptions): Promise<World> {
  const { clock, log, secretOf, accountId } = options
  const store = await openStore(options.dataDir)
  const nowSeconds = () => Math.floor(clock.now().getTime() / 1000)
  const due = createDue()
  let cause = NO_CAUSE
  const commit = (change: () => void) => {
    change()
    store.commit()
  }
  const delivery = createDelivery({
    store,
    log,
    secretOf,
    commit,
    nowMs: () => clock.now().getTime(),
  })

  function emit<T extends EventType>(happening: Happening<T>): void {
    const endpoints = store.endpoints
      .rows()
      .filter((row) => row && isSubscribed(row, happening.type))
    const circumstances = { created: nowSeconds(), endpoints: endpoints.length, cause }
    const event = store.events.save(createEvent(happening, circumstances))
    for (const endpoint of endpoints) if (endpoint) delivery.add(event.id, endpoint.id)
    forgetOld(store, delivery)
  }

  function work<T>(because: Cause, operation: () => T): T {
    try {
      due.settle(nowSeconds())
      cause = because
      return operation()
    } finally {
      cause = NO_CAUSE
      store.commit()
      delivery.start()
    }
  }

  const ticker = setInterval(() => due.size() > 0 && work(NO_CAUSE, () => {}), 1000)
  ticker.unref()

  return {
    store,
    delivery,
    due,
    accountId,
    url: '',
    now: nowSeconds,
    work,
    emit,
    advance: async (seconds) => {
      await clock.advance(seconds)
      work(NO_CAUSE, () => {})
      delivery.reschedule()
    },
    close: () => {
      clearInterval(ticker)
      delivery.stop()
      store.close()
    },
  }
}

function forgetOld(store: Store, delivery: Delivery): void {
  while (store.events.size() > EVENTS_KEPT) {
    const oldest = store.events.oldest()
    if (!oldest || !delivery.forget(oldest.id)) return
    store.events.remove(oldest.id)
  }
}
