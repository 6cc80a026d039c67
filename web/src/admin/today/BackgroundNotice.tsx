import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import { adminPaths } from '#web/admin/paths.ts'
import { backgroundQuery } from '#web/api/admin-background.ts'
import { plural } from '#web/lib/format.ts'
import { Notice } from '#web/ui/Notice.tsx'

/** Says when something behind the scenes could not be done; nothing when all was. */
export function BackgroundNotice() {
  const { data } = useQuery(backgroundQuery)
  if (!data || data.deadLetters === 0) return null

  return (
    <div className="mb-6">
      <Notice tone="attention">
        {plural(data.deadLetters, 'thing', 'things')} behind the scenes could not be done, such as a
        mail.{' '}
        <Link to={adminPaths.background} className="underline">
          Look and send again
        </Link>
      </Notice>
    </div>
  )
}
