import type { ImportReport } from '#features/imports/index.ts'

const MOST_LINES = 100

/** What became of a file, for whoever started the import. */
export function tellImport(name: string, report: ImportReport): string {
  const { created, updated, unchanged, failed, errors, warnings } = report
  const lines = [
    `${name}: ${created} created, ${updated} updated, ${unchanged} unchanged, ${failed} left out`,
    ...tellPictures(report.pictures),
    ...list('Worth a look:', warnings.map(tellFault)),
    ...list('Left out:', errors.map(tellFault)),
  ]
  return `${lines.join('\n')}\n`
}

function tellPictures({ fetched, missing, problems }: ImportReport['pictures']): readonly string[] {
  if (fetched + missing === 0) return []
  const rest = missing > 0 ? `, ${missing} not yet: the next import tries again` : ''
  const why = problems.map(({ url, reason }) => `  ${url}: ${reason}`)
  return [`Pictures: ${fetched} fetched${rest}`, ...shorten(why)]
}

function tellFault({ line, column, message }: ImportReport['errors'][number]): string {
  return `  line ${line}${column === null ? '' : `, ${column}`}: ${message}`
}

function list(heading: string, entries: readonly string[]): readonly string[] {
  return entries.length === 0 ? [] : [heading, ...shorten(entries)]
}

function shorten(entries: readonly string[]): readonly string[] {
  const more = entries.length - MOST_LINES
  return more > 0 ? [...entries.slice(0, MOST_LINES), `  … and ${more} more`] : entries
}
