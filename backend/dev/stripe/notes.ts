import { newId } from './ids.ts'
import type { DeliveryRow } from './rows.ts'
import type { Table } from './table.ts'

/** What became of every copy of every event. */
export interface DeliveryNotes {
  add(note: Pick<DeliveryRow, 'eventId' | 'endpointId' | 'dueAt'>): DeliveryRow
  of(eventId: string): readonly DeliveryRow[]
  /** Drops the notes of an event, unless a copy is still waiting; says whether it did. */
  forget(eventId: string): boolean
  /** Reads the notes of an earlier process and answers what was still waiting. */
  resume(): readonly DeliveryRow[]
  clear(): void
}

export function createNotes(table: Table<DeliveryRow>): DeliveryNotes {
  const byEvent = new Map<string, DeliveryRow[]>()

  function remember(row: DeliveryRow): DeliveryRow {
    const rows = byEvent.get(row.eventId)
    if (rows) rows.push(row)
    else byEvent.set(row.eventId, [row])
    return row
  }

  return {
    add: (note) =>
      remember(
        table.save({
          id: newId('dl_', 16),
          ...note,
          attempts: 0,
          status: 'waiting',
          lastResult: null,
        }),
      ),
    of: (eventId) => byEvent.get(eventId) ?? [],
    forget: (eventId) => {
      const rows = byEvent.get(eventId) ?? []
      if (rows.some((row) => row.status === 'waiting')) return false
      for (const row of rows) table.remove(row.id)
      byEvent.delete(eventId)
      return true
    },
    resume: () => {
      const rows = table.rows().filter((row) => row !== undefined)
      return rows.map(remember).filter((row) => row.status === 'waiting')
    },
    clear: () => byEvent.clear(),
  }
}
