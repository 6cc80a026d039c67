import type { ScheduledJob } from '#platform/job.ts'

import type { Background } from './background.ts'
import type { Books } from './books.ts'

const ONE_MINUTE = 60
const FIVE_MINUTES = 300

export const booksSchedule = (books: Books): readonly ScheduledJob[] => [
  {
    name: 'check-books',
    everySeconds: FIVE_MINUTES,
    run: async () => void (await books.checkBooks()),
  },
]

export const backgroundSchedule = (background: Background): readonly ScheduledJob[] => [
  { name: 'collect-dead-letters', everySeconds: ONE_MINUTE, run: background.collect },
]
