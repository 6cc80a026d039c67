/** Rows by id, in the order they came. What changes is handed to `changed`, for the journal. */
export interface Table<T extends { readonly id: string }> {
  readonly name: string
  get(id: string): T | undefined
  /** Adds the row, or notes that it changed. */
  save(row: T): T
  remove(id: string): void
  /** Where the row stands in `rows()`, or undefined. */
  position(id: string): number | undefined
  /** Oldest first, with holes where rows were removed. */
  rows(): readonly (T | undefined)[]
  oldest(): T | undefined
  size(): number
  clear(): void
  /** The row as its journal line says it, and back. */
  write(row: T): string
  restore(id: string, text: string): void
}

export interface TableShape<T> {
  readonly name: string
  readonly changed: (table: string, id: string, text: () => string) => void
  readonly write?: (row: T) => string
  readonly read?: (text: string) => T
}

/** A table in memory. */
export function createTable<T extends { readonly id: string }>(shape: TableShape<T>): Table<T> {
  const { name, changed, write = JSON.stringify, read = JSON.parse } = shape
  const positions = new Map<string, number>()
  let rows: (T | undefined)[] = []
  let first = 0

  function put(row: T): void {
    const position = positions.get(row.id) ?? rows.push(row) - 1
    rows[position] = row
    positions.set(row.id, position)
  }

  function drop(id: string): void {
    const position = positions.get(id)
    if (position === undefined) return
    rows[position] = undefined
    positions.delete(id)
    if (rows.length > 1000 && rows.length > positions.size * 2) closeUp()
  }

  function closeUp(): void {
    rows = rows.filter((row) => row !== undefined)
    first = 0
    rows.forEach((row, position) => row && positions.set(row.id, position))
  }

  return {
    name,
    write,
    get: (id) => at(rows, positions.get(id)),
    position: (id) => positions.get(id),
    rows: () => rows,
    size: () => positions.size,
    save: (row) => {
      put(row)
      changed(name, row.id, () => write(row))
      return row
    },
    remove: (id) => {
      drop(id)
      changed(name, id, () => '')
    },
    oldest: () => {
      while (first < rows.length && rows[first] === undefined) first += 1
      return rows[first]
    },
    clear: () => {
      for (const id of positions.keys()) changed(name, id, () => '')
      positions.clear()
      rows = []
      first = 0
    },
    restore: (id, text) => (text === '' ? drop(id) : put(read(text))),
  }
}

function at<T>(rows: readonly (T | undefined)[], position: number | undefined): T | undefined {
  return position === undefined ? undefined : rows[position]
}
