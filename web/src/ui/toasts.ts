import { useSyncExternalStore } from 'react'

export interface ToastAction {
  readonly label: string
  readonly run: () => void
}

export interface ToastMessage {
  readonly id: number
  readonly text: string
  readonly tone: 'done' | 'problem'
  readonly action?: ToastAction
}

let messages: readonly ToastMessage[] = []
let lastId = 0
const listeners = new Set<() => void>()

function replace(next: readonly ToastMessage[]): void {
  messages = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Says something that just happened, in sight and aloud. It replaces what was said before. */
export function toast(
  text: string,
  { tone = 'done', action }: { tone?: ToastMessage['tone']; action?: ToastAction } = {},
): void {
  lastId += 1
  replace([{ id: lastId, text, tone, ...(action && { action }) }])
}

export function dismissToast(id: number): void {
  replace(messages.filter((message) => message.id !== id))
}

export function useToasts(): readonly ToastMessage[] {
  return useSyncExternalStore(subscribe, () => messages)
}
