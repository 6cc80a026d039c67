import type { Screen } from './screen.ts'

export interface Interruption {
  /** Settles when somebody wants the shop to stop. */
  readonly asked: Promise<void>
  readonly isAsked: () => boolean
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** What a shell expects of a program that Ctrl-C ended. */
const INTERRUPTED = 130

/** The first Ctrl-C (or SIGTERM) asks for an orderly end, a second one does not wait for it. */
export function awaitInterruption(screen: Screen): Interruption {
  let isAsked = false
  const { promise: asked, resolve } = Promise.withResolvers<void>()
  function interrupt(signal: NodeJS.Signals): void {
    if (isAsked) {
      screen.complain('Stopped at once. What was under way goes on at the next start.')
      process.exit(INTERRUPTED)
    }
    isAsked = true
    if (signal !== 'SIGHUP') screen.say('\nStopping: the shop finishes what it is doing …')
    resolve()
  }
  for (const signal of SIGNALS) process.on(signal, interrupt)
  return { asked, isAsked: () => isAsked }
}
