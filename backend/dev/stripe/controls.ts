import { type Adoption, adopt } from './adopt.ts'
import {
  ClockInput,
  DeliveryInput,
  EarlierPayments,
  FaultInput,
  known,
  ResetInput,
  read,
} from './control-input.ts'
import { createDashboard, type Dashboard } from './dashboard.ts'
import { type DeliveryManner, PLAIN_DELIVERY } from './delivery.ts'
import { NO_CAUSE } from './events.ts'
import type { Fault, Faults } from './faults.ts'
import type { World } from './world.ts'

/** The ways to steer the stand-in, as DESIGN.md §9 names them. */
export interface Controls extends Dashboard {
  /** Takes in payments made earlier, one or an array, with no event; those that are known stay as they are. */
  adopt(input: unknown): Adoption
  fault(input: unknown): Fault
  faults(): readonly Fault[]
  clearFaults(): object
  /** Changes what is named and answers how deliveries are made from now on. */
  delivery(input: unknown): DeliveryManner
  /** The events, oldest first, each with its `deliveries`; as JSON. */
  events(filter?: EventFilter): string
  resend(eventId: string): object
  clock(input: unknown): Promise<object>
  /** Ends all misbehaviour; with `state`, forgets every object as well. */
  reset(input?: unknown): object
}

export interface EventFilter {
  readonly type?: string | undefined
  /** Text that the event contains, such as the id of its session or intent. */
  readonly about?: string | undefined
  readonly limit?: number | undefined
}

export function createControls(world: World, faults: Faults): Controls {
  const { store, delivery } = world
  return {
    ...createDashboard(world),
    adopt: (input) => {
      const payments = read(EarlierPayments, input)
      return world.work(NO_CAUSE, () => adopt(world, payments))
    },
    fault: (input) => {
      const fault: Fault = read(FaultInput, input)
      faults.add(fault)
      return fault
    },
    faults: () => faults.all(),
    clearFaults: () => {
      faults.clear()
      return { faults: [] }
    },
    delivery: (input) => {
      const { duplicates, shuffle, dropRate, delayMs } = read(DeliveryInput, input)
      const { manner } = delivery
      delivery.manner = {
        duplicates: duplicates ?? manner.duplicates,
        shuffle: shuffle ?? manner.shuffle,
        dropRate: dropRate ?? manner.dropRate,
        delayMs: delayMs ?? manner.delayMs,
      }
      return delivery.manner
    },
    events: (filter = {}) => listEvents(world, filter),
    resend: (eventId) => {
      const event = known(store.events.get(eventId), 'event', eventId)
      world.work(NO_CAUSE, () => {
        for (const row of store.endpoints.rows()) if (row) delivery.add(event.id, row.id)
      })
      return { resent: event.id, type: event.type }
    },
    clock: async (input) => {
      await world.advance(read(ClockInput, input).advanceSeconds)
      return { now: new Date(world.now() * 1000).toISOString() }
    },
    reset: (input = {}) => {
      const { state } = read(ResetInput, input)
      faults.clear()
      delivery.manner = PLAIN_DELIVERY
      if (state) world.work(NO_CAUSE, () => forget(world))
      return { faults: [], delivery: delivery.manner, stateForgotten: state }
    },
  }
}

function listEvents({ store, delivery }: World, { type, about, limit }: EventFilter): string {
  const events = store.events
    .rows()
    .filter((row) => row !== undefined)
    .filter((row) => (!type || row.type === type) && (!about || row.text.includes(about)))
  const texts = events.slice(-(limit ?? Infinity)).map((row) => {
    const deliveries = delivery.of(row.id).map(({ attempts, status, lastResult, dueAt }) => {
      const next = status === 'waiting' ? new Date(dueAt).toISOString() : null
      return { status, attempts, lastResult, nextAttemptAt: next }
    })
    return `${row.text.slice(0, -1)},"deliveries":${JSON.stringify(deliveries)}}`
  })
  return `[${texts.join(',')}]`
}

/** Where events go stays; everything else is gone. */
function forget(world: World): void {
  const endpoints = world.store.endpoints.rows().filter((row) => row !== undefined)
  world.delivery.clear()
  world.due.clear()
  world.store.clear()
  for (const endpoint of endpoints) world.store.endpoints.save(endpoint)
}
