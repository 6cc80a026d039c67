import { problemType } from '#platform/problem.ts'

export const notReady = problemType('not-ready', 'unavailable', 'The shop is not ready')
export const metricsRefused = problemType(
  'metrics-refused',
  'unauthenticated',
  'The metrics need their token',
)

/** The migrations that this version brings and the database lacks. */
export function missingMigrations(
  known: readonly string[],
  applied: readonly string[],
): readonly string[] {
  return known.filter((name) => !applied.includes(name))
}
