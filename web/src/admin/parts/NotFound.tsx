import { adminPaths } from '#web/admin/paths.ts'
import { LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'

import { AdminPage } from './AdminPage.tsx'

export function NotFound() {
  return (
    <AdminPage title="Nothing here">
      <EmptyState
        title="This page does not exist"
        hint="The link may be old or mistyped. What you look for may be in one of the lists."
        action={<LinkButton to={adminPaths.today}>Go to Today</LinkButton>}
      />
    </AdminPage>
  )
}
