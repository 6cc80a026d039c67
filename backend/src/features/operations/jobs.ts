import type { ScheduledJob } from '#platform/job.ts'

import type { Books } from './books.ts'

const FIVE_MINUTES = 300

export const booksSchedule = (books: Books): readonly ScheduledJob[] => [
  {
    name: 'check-books',
    everySeconds: FIVE_MINUTES,
    run: async () => void (await books.checkBooks()),
  },
]
