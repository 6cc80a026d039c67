/** What has to happen at a set time: sessions expire, bank debits settle. */
export interface Due {
  /** Puts the task on the list, in place of an earlier one of that id. */
  at(id: string, seconds: number, task: () => void): void
  cancel(id: string): void
  /** Does what is due at `now` (Unix seconds), earliest first. */
  settle(now: number): void
  size(): number
  clear(): void
}

interface Task {
  readonly seconds: number
  readonly run: () => void
}

export function createDue(): Due {
  const tasks = new Map<string, Task>()
  let earliest = Infinity

  function settle(now: number): void {
    if (now < earliest) return
    const ripe = [...tasks].filter(([, task]) => task.seconds <= now)
    ripe.sort(([, a], [, b]) => a.seconds - b.seconds)
    for (const [id] of ripe) tasks.delete(id)
    earliest = Infinity
    for (const { seconds } of tasks.values()) earliest = Math.min(earliest, seconds)
    for (const [, task] of ripe) task.run()
  }

  return {
    settle,
    at: (id, seconds, run) => {
      tasks.set(id, { seconds, run })
      earliest = Math.min(earliest, seconds)
    },
    cancel: (id) => tasks.delete(id),
    size: () => tasks.size,
    clear: () => {
      tasks.clear()
      earliest = Infinity
    },
  }
}
