import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

import { z } from 'zod'

/** A program of the bench in a process of its own, which does what it is told, one thing after the other. */
export interface Helper {
  readonly pid: number
  /** What it said when it was ready. */
  readonly greeting: unknown
  ask(task: object): Promise<unknown>
  stop(): Promise<void>
}

const Word = z.union([z.object({ answer: z.unknown() }), z.object({ failure: z.string() })])

/** Starts a program beside this file and waits until it is ready. @throws when it ends or fails. */
export async function startHelper(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Helper> {
  const child = fork(program, args, {
    env,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const stop = async () => await stopProcess(child)
  const greeting = await hear(child)
  return {
    pid: child.pid ?? 0,
    greeting,
    async ask(task) {
      child.send(task)
      return await hear(child)
    },
    stop,
  }
}

/** Asks a process to end and waits until it has. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

async function hear(child: ChildProcess): Promise<unknown> {
  const leaving = new AbortController()
  const { signal } = leaving
  try {
    const [raw] = await Promise.race([
      once(child, 'message', { signal }),
      once(child, 'exit', { signal }).then(([code]) => {
        throw new Error(`A process of the bench ended by itself, with code ${code}.`)
      }),
    ])
    const word = Word.parse(raw)
    if ('failure' in word) throw new Error(word.failure)
    return word.answer
  } finally {
    leaving.abort()
  }
}

/** In the helper: does what the parent tells, and ends when the parent is gone. */
export function answerParent(work: (task: unknown) => Promise<unknown>): void {
  process.on('message', (task) => {
    work(task).then(
      (answer) => process.send?.({ answer }),
      (error: unknown) => process.send?.({ failure: String(error) }),
    )
  })
  process.once('disconnect', () => process.exit(1))
}

/** In the helper: tells the parent that it may begin. */
export function ready(greeting: unknown = null): void {
  process.send?.({ answer: greeting })
}
