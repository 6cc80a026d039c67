/**
 * A JSON value kept in the browser. Reading gives null when there is nothing, when it is not JSON, or when
 * storage is closed to us (private windows, policy); writing then does nothing. What was written by an older
 * version of the shop is the reader's to judge.
 */
export interface Kept<T> {
  read(): T | null
  write(value: T): void
  clear(): void
}

export function keptIn<T>(area: () => Storage, key: string): Kept<T> {
  return {
    read() {
      try {
        const text = area().getItem(key)
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by ourselves, under this key
        return text === null ? null : (JSON.parse(text) as T)
      } catch {
        return null
      }
    },
    write(value) {
      try {
        area().setItem(key, JSON.stringify(value))
      } catch {
        // Full or closed: the page works without it, only a reload forgets.
      }
    },
    clear() {
      try {
        area().removeItem(key)
      } catch {
        // Closed: then there is nothing to clear.
      }
    },
  }
}
