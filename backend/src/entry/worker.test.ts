import { createLog } from '#platform/log.ts'

import { startSchedule } from './worker.ts'

test('a scheduled job that is not over when it is due again: it does not run twice at a time', async () => {
  const { promise: over, resolve: end } = Promise.withResolvers<void>()
  const run = jobThatWaits(over)
  const schedule = startSchedule(
    [{ name: 'slow', everySeconds: 3600, run: run.start }],
    createLog('silent'),
  )

  const both = [schedule.runAll(), schedule.runAll()]
  end()
  await Promise.all(both)
  await schedule.runAll()
  await schedule.stop()

  expect(run.count()).toBe(2)
})

function jobThatWaits(until: Promise<void>) {
  let runs = 0
  return {
    count: () => runs,
    start: async () => {
      runs += 1
      await until
    },
  }
}
