/** Works through the list in its order, on several at once. The first failure ends it, once the others under way are done. */
export async function inParallel<T>(
  atOnce: number,
  list: readonly T[],
  work: (one: T) => Promise<void>,
): Promise<void> {
  const waiting = list.values()
  const failures: unknown[] = []

  async function take(): Promise<void> {
    for (const one of waiting) {
      if (failures.length > 0) return
      await work(one).catch((error: unknown) => void failures.push(error))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, take))
  if (failures.length > 0) throw failures[0]
}
