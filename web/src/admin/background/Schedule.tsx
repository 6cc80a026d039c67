import type { BackgroundView } from '#web/api/admin-background.ts'
import { formatMoment, plural } from '#web/lib/format.ts'
import { StatusBadge } from '#web/ui/StatusBadge.tsx'

type Scheduled = BackgroundView['scheduled'][number]

/** What the clock calls for, when it last ran, and how it went. */
export function Schedule({ scheduled }: { readonly scheduled: readonly Scheduled[] }) {
  return (
    <section aria-labelledby="schedule" className="mt-10">
      <h2 id="schedule" className="mb-3 text-xl">
        By the clock
      </h2>
      <table className="rows">
        <caption className="sr-only">What runs by the clock</caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">How often</th>
            <th scope="col">Last run</th>
            <th scope="col">Result</th>
          </tr>
        </thead>
        <tbody>
          {scheduled.map((job) => (
            <Row key={job.name} job={job} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ job }: { readonly job: Scheduled }) {
  const { says, everySeconds, lastFinishedAt, error } = job

  return (
    <tr>
      <th scope="row" className="font-normal">
        {says}
        {error !== null && <span className="block text-sm text-muted wrap-anywhere">{error}</span>}
      </th>
      <td className="text-muted max-md:text-sm">{interval(everySeconds)}</td>
      <td className="text-muted max-md:text-sm">
        {lastFinishedAt === null ? 'Not yet' : formatMoment(lastFinishedAt)}
      </td>
      <td>
        <Result job={job} />
      </td>
    </tr>
  )
}

function Result({ job: { lastResult, isLate } }: { readonly job: Scheduled }) {
  if (lastResult === 'failed') return <StatusBadge tone="attention">Failed</StatusBadge>
  if (isLate) return <StatusBadge tone="attention">Late</StatusBadge>
  if (lastResult === null) return <StatusBadge tone="neutral">Not run yet</StatusBadge>
  return <StatusBadge tone="good">Done</StatusBadge>
}

function interval(seconds: number): string {
  if (seconds < 60) return `Every ${plural(seconds, 'second', 'seconds')}`
  if (seconds === 60) return 'Every minute'
  if (seconds < 3600) return `Every ${plural(seconds / 60, 'minute', 'minutes')}`
  return seconds === 3600 ? 'Every hour' : `Every ${plural(seconds / 3600, 'hour', 'hours')}`
}
