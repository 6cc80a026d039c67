import { randomUUID } from 'node:crypto'

import type { Journal } from './journal.ts'
import type { Message } from './message.ts'
import { createShelf, type Shelf } from './shelf.ts'

export interface Received {
  readonly message: Message
  readonly receipt: string
}

export interface QueueOptions {
  readonly name: string
  readonly journal: Journal
  readonly visibilitySeconds: number
  /** Where a message goes that was received as often as this and came back again. */
  readonly redrive?: { readonly maxReceives: number; readonly to: Queue }
}

export type Queue = ReturnType<typeof createQueue>

/** One queue, whose messages the journal keeps. */
export function createQueue({ name, journal, redrive, visibilitySeconds }: QueueOptions) {
  const shelf = createShelf()
  const receipts = new Map<string, string>()

  /** The message comes in, from a sender, another queue or the last run. */
  function add(message: Message): void {
    const delayMs = message.dueAt - Date.now()
    if (delayMs > 0) shelf.hide(message, delayMs)
    else shelf.show(message)
  }

  function put(message: Message): void {
    journal.keep({ queue: name, message })
    add(message)
  }

  function forget(id: string): void {
    shelf.drop(id)
    receipts.delete(id)
    journal.forget(id)
  }

  function take(seconds: number): Received | undefined {
    const first = shelf.takeFirst()
    if (!first) return undefined
    receipts.delete(first.id)
    if (redrive && first.receives >= redrive.maxReceives) {
      redrive.to.put(first)
      return take(seconds)
    }
    const message = { ...first, receives: first.receives + 1 }
    const receipt = `${message.id}#${randomUUID()}`
    journal.keep({ queue: name, message })
    receipts.set(message.id, receipt)
    shelf.hide(message, seconds * 1000, receipt)
    return { message, receipt }
  }

  return {
    name,
    visibilitySeconds,
    redrive,
    add,
    put,
    counts: shelf.counts,
    wait: shelf.wait,

    receive: (most: number, seconds = visibilitySeconds): readonly Received[] =>
      repeat(most, () => take(seconds)),

    /** Removes the message, unless it was received again since: then the receipt is out of date. */
    remove(receipt: string): void {
      const id = idOf(receipt)
      if (receipts.get(id) === receipt) forget(id)
    },

    /** False when the message is not being worked on under that receipt. */
    changeVisibility: (receipt: string, seconds: number): boolean =>
      changeVisibility(shelf, receipt, seconds),

    clear(): void {
      for (const id of shelf.ids()) forget(id)
    },
  }
}

/** At most so many, and no more than there are. */
function repeat<T>(most: number, take: () => T | undefined): readonly T[] {
  const taken: T[] = []
  for (let next = take(); next !== undefined; next = take()) {
    taken.push(next)
    if (taken.length === most) break
  }
  return taken
}

function changeVisibility(shelf: Shelf, receipt: string, seconds: number): boolean {
  const entry = shelf.findHidden(idOf(receipt))
  if (entry?.receipt !== receipt) return false
  if (seconds === 0) shelf.show(entry.message)
  else shelf.hide(entry.message, seconds * 1000, receipt)
  return true
}

function idOf(receipt: string): string {
  return receipt.split('#')[0] ?? ''
}
