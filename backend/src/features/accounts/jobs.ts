import type { ScheduledJob } from '#platform/job.ts'

import type { Accounts } from './service.ts'

const ONE_HOUR = 3600

export const accountsSchedule = (accounts: Accounts): readonly ScheduledJob[] => [
  {
    name: 'forget-ended-sessions',
    everySeconds: ONE_HOUR,
    run: async () => void (await accounts.forgetEndedSessions()),
  },
]
