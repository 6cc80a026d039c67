import { adminPaths } from '#web/admin/paths.ts'
import { ROLE_IN_WORDS, useStaff } from '#web/admin/staff.ts'
import { LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'

import { AdminPage } from './AdminPage.tsx'

/** A page this role does not open, told by what the role is for. */
export function NotYourPage({ title }: { readonly title: string }) {
  const { role } = useStaff()

  return (
    <AdminPage title={title}>
      <EmptyState
        title={`Not part of the role “${role}”`}
        hint={`${ROLE_IN_WORDS[role]} If you need more, ask the owner.`}
        action={<LinkButton to={adminPaths.today}>Go to Today</LinkButton>}
      />
    </AdminPage>
  )
}
